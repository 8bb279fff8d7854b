import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Divider, Form, Input } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { ME_KEY, safeReturnPath, useAction, useApi, useProblemText, useText } from '#kernel/web'
import { signIn, signInOptions } from '../../../kernel/auth/contract.ts'
import { Gate } from '../shell/gate.tsx'

/** Sign in by password, or through the organisation's own service when one is configured. */
export function Page() {
  const { t, has, pick } = useText()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  const textOf = useProblemText()
  const options = useApi(signInOptions, {}, { anonymous: true })
  const target = safeReturnPath(params.get('return'))
  const enter = useAction(signIn, {
    quiet: true,
    anonymous: true,
    onDone: () => {
      client.removeQueries({ queryKey: ME_KEY })
      void navigate(target, { replace: true })
    },
  })
  const rules = [{ required: true, message: t('signIn.required') }]
  const oidc = options.data?.oidc
  const problem = params.get('problem')
  return (
    <Gate>
      <Form layout="vertical" requiredMark={false} onFinish={(body) => enter.mutate({ body })}>
        {problem !== null && !enter.error && (
          <Alert
            type="error"
            showIcon
            title={t('signIn.failed')}
            description={t(problem.startsWith('auth.') && has(problem) ? problem : 'auth.oidc.refused')}
            style={{ marginBottom: 16 }}
          />
        )}
        {enter.error && (
          <Alert type="error" showIcon title={textOf(enter.error).text} style={{ marginBottom: 16 }} />
        )}
        <Form.Item name="login" label={t('signIn.account')} rules={rules}>
          <Input autoFocus autoComplete="username" size="large" />
        </Form.Item>
        <Form.Item name="password" label={t('signIn.password')} rules={rules}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Button block type="primary" size="large" htmlType="submit" loading={enter.isPending}>
          {t('signIn.submit')}
        </Button>
      </Form>
      {oidc && (
        <>
          <Divider plain>{t('signIn.or')}</Divider>
          <Button block size="large" href={`${oidc.path}?return=${encodeURIComponent(target)}`}>
            {pick(oidc) || t('signIn.oidc')}
          </Button>
        </>
      )}
      <p className="zq-soft" style={{ margin: '16px 0 0', fontSize: 13 }}>
        {t('signIn.help')}
      </p>
    </Gate>
  )
}
