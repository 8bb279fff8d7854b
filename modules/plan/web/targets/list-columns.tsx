import type { TableColumnType } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { formatPercent, StateTag, useText } from '#kernel/web'
import type { TargetGlance } from '../../contract.ts'
import { goalLevel } from '../amount.ts'
import { Sparkline } from '../parts/sparkline.tsx'
import { ForecastLine, ProgressLine, SourceMark, StaleMark } from '../parts/target-marks.tsx'
import { useAmount } from '../use-amount.ts'

const WORST_FIRST = ['red', 'amber', 'unknown', 'green', 'achieved']

/** Unknown values stand behind all others, whichever way the column is sorted. */
function byNumber(read: (target: TargetGlance) => number | null) {
  return (a: TargetGlance, b: TargetGlance, order?: 'ascend' | 'descend' | null) => {
    const [left, right] = [read(a), read(b)]
    if (left === null || right === null) {
      if (left === right) return 0
      return (left === null ? 1 : -1) * (order === 'descend' ? -1 : 1)
    }
    return left - right
  }
}

/** The columns of the list of targets. */
export function useTargetColumns(): TableColumnType<TargetGlance>[] {
  const { t, lang, pick } = useText()
  const amount = useAmount()
  // English units are longer words: CNY 512.1 billion.
  const wide = lang === 'en' ? 132 : 116
  return useMemo(
    () => [
      {
        key: 'code',
        title: t('plan.code'),
        dataIndex: 'code',
        width: 78,
        className: 'zq-number',
        sorter: (a, b) => a.code.localeCompare(b.code),
      },
      {
        key: 'name',
        title: t('plan.name'),
        width: 150,
        sorter: (a, b) =>
          pick({ zh: a.nameZh, en: a.nameEn }).localeCompare(pick({ zh: b.nameZh, en: b.nameEn }), lang),
        render: (_, row) => (
          <>
            <Link to={`/plan/targets/${row.id}`}>{pick({ zh: row.nameZh, en: row.nameEn })}</Link>
            <span className="zq-plan-kind">
              {row.taskNumber ? t('plan.task.number', { number: row.taskNumber }) : t('plan.task.none')}
              {row.scope && ` · ${pick({ zh: row.scope, en: row.scopeEn ?? row.scope })}`}
            </span>
          </>
        ),
      },
      {
        key: 'state',
        title: t('plan.state'),
        width: 106,
        sorter: (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state),
        render: (_, row) => <StateTag state={row.state} why={pick(row.reason)} />,
      },
      {
        key: 'current',
        title: t('plan.current'),
        width: wide,
        align: 'right',
        className: 'zq-number',
        render: (_, row) => (
          <>
            {row.current === null ? (
              <span className="zq-soft">{t(row.hidden ? 'plan.hidden' : 'kit.unknown')}</span>
            ) : (
              <b>{amount.text(row, row.current)}</b>
            )}
            <span className="zq-plan-kind">{row.currentPeriod}</span>
          </>
        ),
      },
      {
        key: 'goal',
        title: t('plan.goal'),
        width: wide,
        align: 'right',
        className: 'zq-number',
        render: (_, row) => (
          <>
            {amount.goal(row)}
            <span className="zq-plan-kind">{row.deadline}</span>
          </>
        ),
      },
      {
        key: 'progress',
        title: t('plan.progress'),
        width: 108,
        sorter: byNumber((row) => row.progress),
        render: (_, row) => (
          <>
            <span className="zq-number">{formatPercent(row.progress, lang, 0)}</span>
            <ProgressLine value={row.progress} state={row.state} label={t('plan.progress')} />
          </>
        ),
      },
      {
        key: 'spark',
        title: t('plan.course'),
        width: 86,
        render: (_, row) => <Sparkline points={row.spark} goal={goalLevel(row)} state={row.state} />,
      },
      {
        key: 'forecast',
        title: t('plan.forecast'),
        width: 106,
        render: (_, row) => <ForecastLine target={row} bare />,
      },
      {
        key: 'source',
        title: t('plan.source'),
        width: 94,
        sorter: (a, b) => Number(a.live) - Number(b.live),
        render: (_, row) => (
          <>
            <SourceMark live={row.live} />
            {row.stale && <StaleMark period={row.currentPeriod} />}
          </>
        ),
      },
    ],
    [t, lang, pick, amount, wide],
  )
}
