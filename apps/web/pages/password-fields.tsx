import { Form, Input } from 'antd'
import { useText } from '#kernel/web'

/** Shortest password that the server takes. */
export const PASSWORD_MIN = 10

/** A new password, entered twice; the form's field is `password`. */
export function PasswordFields() {
  const { t } = useText()
  return (
    <>
      <Form.Item
        name="password"
        label={t('link.password', { min: PASSWORD_MIN })}
        rules={[{ required: true, min: PASSWORD_MIN, message: t('link.short', { min: PASSWORD_MIN }) }]}
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
