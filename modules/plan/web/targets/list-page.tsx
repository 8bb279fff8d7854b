import { DownloadOutlined, SearchOutlined } from '@ant-design/icons'
import { App, Button, Grid, Input, Select, Skeleton, Table } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import {
  download,
  EmptyState,
  ErrorState,
  formatNumber,
  PageHeader,
  useApi,
  useTellProblem,
  useText,
} from '#kernel/web'
import { exportTargets, listTargets, TARGET_STATES, type TargetGlance } from '../../contract.ts'
import { StateRule } from '../parts/state-rule.tsx'
import { TargetCard } from '../parts/target-card.tsx'
import { filterTargets, moduleOf } from './filter-targets.ts'
import { useTargetColumns } from './list-columns.tsx'
import '../plan.css'
import '../cockpit/cockpit.css'

const KEYS = ['q', 'state', 'task', 'module'] as const

/** All targets of the plan: searched, filtered, sorted, exported. */
export function Page() {
  const { t, has, pick, lang } = useText()
  const navigate = useNavigate()
  const wide = Grid.useBreakpoint().md ?? true
  const [params, setParams] = useSearchParams()
  const reply = useApi(listTargets, {})
  const columns = useTargetColumns()
  const [exporting, startExport] = useExport()
  const filter = useMemo(
    () => Object.fromEntries(KEYS.map((key) => [key, params.get(key) ?? undefined])),
    [params],
  )
  const targets = reply.data?.targets
  const shown = useMemo(() => filterTargets(targets ?? [], filter), [targets, filter])
  const put = (key: string, value: string | undefined) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(key, value)
        else next.delete(key)
        return next
      },
      { replace: true },
    )
  if (reply.error && !targets) return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  if (!targets || !reply.data) return <Skeleton active paragraph={{ rows: 12 }} />
  const { plan } = reply.data
  const tasks = [...new Set(targets.map(({ taskNumber }) => taskNumber))].sort(
    (a, b) => (a ?? -1) - (b ?? -1),
  )
  const modules = [...new Set(targets.map(moduleOf))].sort()
  const narrowed = KEYS.some((key) => filter[key])
  return (
    <div className="zq-page">
      <PageHeader
        title={t('plan.targets')}
        subtitle={plan ? pick({ zh: plan.titleZh, en: plan.titleEn }) : t('plan.noPlan')}
      />
      <div className="zq-panel">
        <search className="zq-table-bar zq-plan-bar-row">
          <Input
            prefix={<SearchOutlined aria-hidden />}
            className="zq-plan-search"
            placeholder={t('plan.targets.search')}
            aria-label={t('plan.targets.search')}
            allowClear
            defaultValue={filter.q}
            onChange={(event) => put('q', event.target.value.trim())}
          />
          <Select
            allowClear
            className="zq-plan-select"
            placeholder={t('plan.state')}
            aria-label={t('plan.state')}
            value={filter.state}
            onChange={(value) => put('state', value)}
            options={TARGET_STATES.map((value) => ({ value, label: t(`kit.state.${value}`) }))}
          />
          <Select
            allowClear
            className="zq-plan-select"
            placeholder={t('plan.task')}
            aria-label={t('plan.task')}
            value={filter.task}
            onChange={(value) => put('task', value)}
            options={tasks.map((number) => ({
              value: String(number ?? 'none'),
              label: number ? t('plan.task.number', { number }) : t('plan.task.none'),
            }))}
          />
          <Select
            allowClear
            className="zq-plan-select"
            placeholder={t('plan.module')}
            aria-label={t('plan.module')}
            value={filter.module}
            onChange={(value) => put('module', value)}
            options={modules.map((value) => ({
              value,
              label: has(`plan.module.${value}`) ? t(`plan.module.${value}`) : value,
            }))}
          />
          {narrowed && (
            <Button type="link" size="small" onClick={() => setParams({}, { replace: true })}>
              {t('kit.table.clear')}
            </Button>
          )}
          <span className="zq-plan-space" />
          <Button icon={<DownloadOutlined />} loading={exporting} onClick={startExport}>
            {t('kit.table.export')}
          </Button>
        </search>
        {shown.length === 0 ? (
          <EmptyState
            title={t(targets.length === 0 ? 'plan.noPlan' : 'kit.table.nothing')}
            hint={t(targets.length === 0 ? 'plan.noPlan.hint' : 'kit.table.nothingHint')}
          />
        ) : wide ? (
          <Table<TargetGlance>
            size="small"
            rowKey="id"
            columns={columns}
            dataSource={shown}
            pagination={false}
            sticky={{ offsetHeader: 52 }}
            scroll={{ x: 940 }}
            onRow={(row) => ({
              className: 'zq-plan-row',
              onClick: () => void navigate(`/plan/targets/${row.id}`),
            })}
          />
        ) : (
          <div className="zq-plan-cards">
            {shown.map((target) => (
              <TargetCard key={target.id} target={target} />
            ))}
          </div>
        )}
        <StateRule />
        <p className="zq-plan-note">{t('kit.table.total', { total: formatNumber(shown.length, lang) })}</p>
      </div>
    </div>
  )
}

function useExport(): [boolean, () => void] {
  const { message } = App.useApp()
  const { t } = useText()
  const tell = useTellProblem()
  const [busy, setBusy] = useState(false)
  const start = () => {
    setBusy(true)
    download(exportTargets, { query: { format: 'xlsx' } }, `${t('plan.targets')}.xlsx`)
      .then((name) => message.success(t('kit.table.exported', { name })))
      .catch(tell)
      .finally(() => setBusy(false))
  }
  return [busy, start]
}
