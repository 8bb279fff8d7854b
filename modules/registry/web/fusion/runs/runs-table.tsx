import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { type DataColumn, DataTable, formatDuration, formatInstant, useText } from '#kernel/web'
import { type FusionRun, listRuns } from '../../../contract.ts'
import { FUSION } from '../words.ts'
import { RunTag } from './run-state.tsx'

/** All runs, newest first. */
export function RunsTable() {
  const { t, lang } = useText()
  const navigate = useNavigate()
  const columns = useMemo<DataColumn<FusionRun>[]>(() => {
    const count = (key: keyof FusionRun, width = 95, hidden = false): DataColumn<FusionRun> => ({
      key,
      title: t(`registry.fusion.runFigure.${key}`),
      kind: 'number',
      absent: 'none',
      width,
      hidden,
    })
    return [
      {
        key: 'startedAt',
        title: t('registry.fusion.at'),
        width: 175,
        card: 'title',
        render: (at: string, row) => (
          <Link to={`${FUSION}/runs/${row.id}`} className="zq-number">
            {formatInstant(at, lang)}
          </Link>
        ),
      },
      {
        key: 'kind',
        title: t('registry.fusion.kind'),
        width: 100,
        render: (kind: FusionRun['kind']) => t(`registry.fusion.runKind.${kind}`),
      },
      {
        key: 'state',
        title: t('registry.fusion.state'),
        width: 110,
        render: (state: FusionRun['state']) => <RunTag state={state} />,
      },
      count('records'),
      count('entities'),
      count('created'),
      count('moved', 120),
      count('founded', 110),
      count('reviews'),
      count('pairs', 110, true),
      count('largest', 110, true),
      {
        key: 'seconds',
        title: t('registry.fusion.seconds'),
        width: 90,
        render: (seconds: number | null) =>
          seconds === null ? <span className="zq-soft">–</span> : formatDuration(seconds, lang),
      },
      { key: 'startedBy', title: t('registry.fusion.actor'), width: 110 },
    ]
  }, [t, lang])
  return (
    <DataTable
      name="fusion.runs"
      endpoint={listRuns}
      rowKey={(row) => row.id}
      columns={columns}
      search={false}
      urlPrefix="n."
      refetchInterval={10_000}
      onOpen={(row) => void navigate(`${FUSION}/runs/${row.id}`)}
      empty={{ title: t('registry.fusion.runsEmpty'), hint: t('registry.fusion.runsEmptyHint') }}
    />
  )
}
