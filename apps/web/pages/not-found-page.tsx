import { CompassOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link } from 'react-router'
import { EmptyState, useText } from '#kernel/web'

/** No page has this address. */
export function Page() {
  const { t } = useText()
  return (
    <EmptyState
      icon={<CompassOutlined />}
      title={t('shell.notFound')}
      hint={t('shell.notFoundHint')}
      action={
        <Link to="/">
          <Button type="primary">{t('shell.toStart')}</Button>
        </Link>
      }
    />
  )
}
