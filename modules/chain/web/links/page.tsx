import { Alert, Segmented } from 'antd'
import { useSearchParams } from 'react-router'
import { PageHeader, useText } from '#kernel/web'
import { RunBar } from '../parts/run-bar.tsx'
import { Reliability } from './reliability.tsx'
import { Review } from './review.tsx'
import './links.css'

/** Relations that may exist: checked one by one, and how far the predictions can be relied on. */
export function Page() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const view = params.get('view') === 'reliability' ? 'reliability' : 'list'
  return (
    <div className="zq-page">
      <PageHeader
        title={t('chain.links')}
        subtitle={t('chain.links.intro')}
        actions={
          <Segmented
            aria-label={t('chain.link.view')}
            value={view}
            onChange={(next) => setParams(next === 'list' ? {} : { view: next })}
            options={(['list', 'reliability'] as const).map((value) => ({
              value,
              label: t(`chain.link.view.${value}`),
            }))}
          />
        }
      />
      <Alert
        className="zq-link-banner"
        type="warning"
        showIcon
        title={
          <>
            <strong>{t('chain.links.banner')}</strong> {t('chain.links.bannerText')}
          </>
        }
      />
      <RunBar kind="links" />
      {view === 'list' ? <Review /> : <Reliability />}
    </div>
  )
}
