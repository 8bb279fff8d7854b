import { Form, Input } from 'antd'
import { useApi, useText } from '#kernel/web'
import { signInOptions } from '../../../kernel/auth/contract.ts'

/** A new password, entered twice; the form's field is `password`. */
export function PasswordFields() {
  const { t } = useText()
  // Until the server has said its rule the server alone judges.
  const min = useApi(signInOptions, {}, { anonymous: true }).data?.passwordMin ?? 1
  return (
    <>
      <Form.Item
        name="password"
        label={t('link.password', { min })}
        rules={[{ required: true, min, message: t('link.short', { min }) }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('link.again')}
        dependencies={['password']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error(t('link.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  )
}
