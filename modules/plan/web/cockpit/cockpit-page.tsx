import { ProjectOutlined } from '@ant-design/icons'
import { keepPreviousData } from '@tanstack/react-query'
import { Button, Segmented, Skeleton, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import {
  EmptyState,
  ErrorState,
  formatDate,
  PageHeader,
  type State,
  useApi,
  useCan,
  useMe,
  useText,
} from '#kernel/web'
import { getCockpit } from '../../contract.ts'
import { StateRule } from '../parts/state-rule.tsx'
import { useLeads } from '../use-leads.ts'
import { useRegions } from '../use-regions.ts'
import { ChangesPanel } from './changes-panel.tsx'
import { DecisionsPanel } from './decisions-panel.tsx'
import { DistrictPanel } from './district-panel.tsx'
import { FirstSteps } from './first-steps.tsx'
import { RefreshButton } from './refresh-button.tsx'
import { StateCounts } from './state-counts.tsx'
import { TargetGroups } from './target-groups.tsx'
import { TimeLine } from './time-line.tsx'
import '../plan.css'
import './cockpit.css'

const STATES: readonly State[] = ['red', 'amber', 'green', 'achieved', 'unknown']

/** The state of the plan at a glance, and what needs a decision today. */
export function Page() {
  const { t, pick, lang } = useText()
  const [params, setParams] = useSearchParams()
  const [job, setJob] = useState<string>()
  const me = useMe()
  const regions = useRegions()
  const canMeet = useCan('plan.measure.read')
  const canRefresh = useLeads()
  const district = params.get('district') ?? undefined
  const state = STATES.find((one) => one === params.get('state'))
  const by = params.get('by') === 'task' ? 'task' : 'state'
  const put = (key: string, value: string | null | undefined) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(key, value)
        else next.delete(key)
        return next
      },
      { replace: true },
    )
  const cockpit = useApi(getCockpit, { query: { district } }, { placeholderData: keepPreviousData })
  const data = cockpit.data
  const shown = useMemo(
    () => data?.targets.filter((target) => state === undefined || target.state === state) ?? [],
    [data, state],
  )
  if (cockpit.error && !data)
    return <ErrorState error={cockpit.error} onRetry={() => void cockpit.refetch()} />
  if (!data) return <Skeleton active paragraph={{ rows: 14 }} />
  const { plan } = data
  const empty = plan === null || data.targets.length === 0
  return (
    <div className="zq-page" aria-busy={cockpit.isFetching}>
      <PageHeader
        title={plan ? pick({ zh: plan.titleZh, en: plan.titleEn }) : t('plan.cockpit')}
        tags={data.synthetic && !me.synthetic && <Tag color="warning">{t('plan.synthetic')}</Tag>}
        subtitle={t('plan.asOf', { date: formatDate(data.asOf, lang) })}
        actions={
          !empty && (
            <>
              {canMeet && (
                <Link to="/plan/meeting">
                  <Button icon={<ProjectOutlined />}>{t('plan.meeting')}</Button>
                </Link>
              )}
              {canRefresh && <RefreshButton job={job} onJob={setJob} />}
            </>
          )
        }
      />
      {(empty || data.enterprises === 0) && <FirstSteps plan={!empty} enterprises={data.enterprises > 0} />}
      {!empty && (
        <>
          <section className="zq-panel zq-plan-overview" aria-label={t('plan.overview')}>
            <StateCounts
              counts={data.counts}
              total={data.targets.length}
              chosen={state}
              onChoose={(next) => put('state', next)}
            />
            {plan && <TimeLine plan={plan} asOf={data.asOf} />}
            <StateRule />
          </section>
          <div className="zq-plan-cockpit">
            <div className="zq-plan-main">
              <div className="zq-plan-tools">
                <h2>{t('plan.targets.count', { count: shown.length })}</h2>
                {district && (
                  <Tag closable onClose={() => put('district', null)}>
                    {t('plan.district.chosen', { name: regions.nameOf(district) })}
                  </Tag>
                )}
                <Segmented
                  size="small"
                  aria-label={t('plan.groupBy')}
                  value={by}
                  onChange={(next) => put('by', next === 'task' ? 'task' : null)}
                  options={[
                    { value: 'state', label: t('plan.by.state') },
                    { value: 'task', label: t('plan.by.task') },
                  ]}
                />
              </div>
              {district && <p className="zq-plan-note zq-plan-note-first">{t('plan.district.note')}</p>}
              {shown.length > 0 ? (
                <TargetGroups targets={shown} tasks={data.tasks} by={by} district={district} />
              ) : (
                <EmptyState
                  title={t('plan.targets.none')}
                  action={<Button onClick={() => put('state', null)}>{t('kit.table.clear')}</Button>}
                />
              )}
            </div>
            <aside className="zq-plan-rail">
              <DecisionsPanel decisions={data.decisions} />
              <ChangesPanel changes={data.changes} />
            </aside>
          </div>
          {data.map.values.length > 0 && (
            <DistrictPanel
              map={data.map}
              chosen={district ?? null}
              onChoose={(code) => put('district', code)}
            />
          )}
        </>
      )}
    </div>
  )
}
