import { LockOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { ProblemError } from '#kernel/contract'
import {
  type ColumnKind,
  type DataColumn,
  DataTable,
  EmptyState,
  ErrorState,
  type RowOf,
  useApi,
  useMe,
  useText,
} from '#kernel/web'
import { exportEvidence, getEvidence, type TargetDetail } from '../../contract.ts'
import { useAmount } from '../use-amount.ts'
import { useLeads } from '../use-leads.ts'
import { useRegions } from '../use-regions.ts'

type Row = RowOf<typeof getEvidence>

const KINDS: readonly ColumnKind[] = ['number', 'money', 'percent', 'date']

/** The records that make the value, each with the way to its own page. */
export function EvidencePanel({ target }: { target: TargetDetail }) {
  const { t, pick } = useText()
  const me = useMe()
  const amount = useAmount()
  const regions = useRegions()
  const [params, setParams] = useSearchParams()
  useOwnDistrict()
  // One row is enough to learn the columns, which differ by indicator.
  const chosen = params.get('e.district') ?? undefined
  const head = useApi(getEvidence, {
    params: { id: target.id },
    query: { page: 1, size: 1, district: chosen },
  })
  const choose = (code: string | undefined) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (code) next.set('e.district', code)
        else next.delete('e.district')
        return next
      },
      { replace: true },
    )
  const stated = target.districts.find(({ region }) => region === chosen)
  const refused = head.error instanceof ProblemError && head.error.problem.status === 403
  const columns = useMemo<DataColumn<Row>[]>(
    () =>
      (head.data?.columns ?? []).map((column, at) => ({
        key: column.key,
        title: pick(column.titles),
        kind: KINDS.find((kind) => kind === column.kind),
        card: at === 0 ? 'title' : 'line',
        width: at === 0 ? 250 : column.key === 'uscc' ? 190 : 150,
        render:
          column.kind === 'link'
            ? (value: unknown, row: Row) =>
                typeof row.link === 'string' ? <Link to={row.link}>{String(value)}</Link> : String(value)
            : undefined,
      })),
    [head.data, pick],
  )
  return (
    <section className="zq-panel" id="evidence" aria-labelledby="plan-evidence">
      <h2 id="plan-evidence" className="zq-plan-h2">
        {t('plan.evidence')}{' '}
        {head.data && (
          <span className="zq-soft zq-plan-h2-note">{t('kit.figure.asOf', { date: head.data.asOf })}</span>
        )}
      </h2>
      <p className="zq-plan-note zq-plan-gap" aria-live="polite">
        {stated
          ? t('plan.evidence.stated', {
              name: pick({ zh: stated.nameZh, en: stated.nameEn }),
              value: stated.hidden ? t('plan.hidden') : amount.text(target, stated.value),
              city: amount.text(target, target.current),
              date: target.currentPeriod ?? '–',
            })
          : t('plan.evidence.cityStated', {
              city: amount.text(target, target.current),
              date: target.currentPeriod ?? '–',
            })}
      </p>
      {refused && me.districts.length > 0 && (
        <Select
          allowClear
          aria-label={t('plan.district')}
          placeholder={t('plan.district')}
          style={{ width: 160 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={chosen}
          onChange={choose}
          options={regions.options}
        />
      )}
      {refused && (
        <EmptyState
          icon={<LockOutlined />}
          title={t('plan.evidence.refused')}
          hint={
            <>
              {t('plan.evidence.refusedHint')}
              {me.districts.length > 0 && ` ${t('plan.evidence.chooseYours')}`}
            </>
          }
        />
      )}
      {head.error && !head.data && !refused && (
        <ErrorState error={head.error} onRetry={() => void head.refetch()} />
      )}
      {head.data && (
        <DataTable
          name={`plan.evidence.${target.indicator ?? 'manual'}`}
          endpoint={getEvidence}
          params={{ id: target.id }}
          rowKey={(row) => String(row.id ?? JSON.stringify(row))}
          columns={columns}
          search={false}
          filters={[
            {
              key: 'district',
              title: t('plan.district'),
              kind: 'select',
              options: regions.options,
              width: 160,
            },
          ]}
          urlPrefix="e."
          defaultSize={20}
          exportEndpoint={exportEvidence}
          exportName={`${target.code}.xlsx`}
          empty={{ title: t('plan.evidence.none'), hint: t('plan.evidence.noneHint') }}
        />
      )}
    </section>
  )
}

/** Who answers for one district is shown its records first; the filter can be taken off again. */
function useOwnDistrict(): void {
  const { districts } = useMe()
  const leads = useLeads()
  const [params, setParams] = useSearchParams()
  const done = useRef(false)
  const own = leads ? undefined : districts[0]
  useEffect(() => {
    if (done.current || own === undefined) return
    done.current = true
    if (params.has('e.district')) return
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        next.set('e.district', own)
        return next
      },
      { replace: true },
    )
  }, [own, params, setParams])
}
