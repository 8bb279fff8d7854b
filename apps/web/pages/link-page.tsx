import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Skeleton } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import { ProblemError } from '#kernel/contract'
import { EmptyState, ErrorState, ME_KEY, useAction, useApi, useText } from '#kernel/web'
import { getLink, redeemLink } from '../../../kernel/auth/contract.ts'
import { Gate } from '../shell/gate.tsx'
import { PasswordFields } from './password-fields.tsx'

/** A one-time link: set the password (and, the first administrator, one's name), and be signed in. */
export function Page() {
  const { t } = useText()
  const { token = '' } = useParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  const link = useApi(getLink, { params: { token } }, { anonymous: true, retry: false })
  const save = useAction(redeemLink, {
    anonymous: true,
    onDone: () => {
      client.removeQueries({ queryKey: ME_KEY })
      void navigate('/', { replace: true })
    },
  })
  const body = () => {
    if (link.isPending) return <Skeleton active />
    if (link.error instanceof ProblemError && link.error.problem.status < 500) {
      return (
        <EmptyState
          title={t('link.gone')}
          hint={t('link.goneHint')}
          action={<Link to="/sign-in">{t('link.toSignIn')}</Link>}
        />
      )
    }
    if (link.error) return <ErrorState error={link.error} onRetry={() => void link.refetch()} />
    const { login, name, first } = link.data
    return (
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ name }}
        onFinish={(values) =>
          save.mutate({ params: { token }, body: { name: values.name, password: values.password } })
        }
      >
        <p className="zq-soft">{t('link.intro')}</p>
        <Form.Item label={t('link.login')}>
          <Input value={login} disabled autoComplete="username" />
        </Form.Item>
        {first && (
          <Form.Item
            name="name"
            label={t('link.name')}
            rules={[{ required: true, message: t('signIn.required') }]}
          >
            <Input autoFocus autoComplete="name" maxLength={80} />
          </Form.Item>
        )}
        <PasswordFields />
        <Button block type="primary" htmlType="submit" loading={save.isPending}>
          {t('link.submit')}
        </Button>
      </Form>
    )
  }
  return <Gate>{body()}</Gate>
}
