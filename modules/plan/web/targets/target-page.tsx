import { EditOutlined, FormOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { Bilingual, ErrorState, PageHeader, StateTag, useApi, useCan, useText } from '#kernel/web'
import { getTarget, type TargetDetail } from '../../contract.ts'
import { SourceMark, StaleMark } from '../parts/target-marks.tsx'
import { BacktestTable } from './backtest-table.tsx'
import { DistrictShares, NodeShares } from './district-shares.tsx'
import { EvidencePanel } from './evidence-panel.tsx'
import { HistoryChart } from './history-chart.tsx'
import { ObservationsTable } from './observations-table.tsx'
import { RecordForm } from './record-form.tsx'
import { TargetEdit } from './target-edit.tsx'
import { TargetHead } from './target-head.tsx'
import { TargetMeasures } from './target-measures.tsx'
import '../plan.css'
import './target.css'

/** One target: where it stands, why, where it goes, and the records behind it. */
export function Page() {
  const { id = '' } = useParams()
  const reply = useApi(getTarget, { params: { id } })
  if (reply.error && !reply.data)
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  if (!reply.data) return <Skeleton active paragraph={{ rows: 14 }} />
  return <TargetView key={id} target={reply.data} />
}

function TargetView({ target }: { target: TargetDetail }) {
  const { t, pick } = useText()
  const [editing, setEditing] = useState(false)
  const [recording, setRecording] = useState(false)
  // What is measured from records is corrected there; the server takes no entry by hand for it.
  const canRecord = useCan('plan.observation.write') && !target.live
  const canEdit = useCan('plan.target.write')
  const canMeasures = useCan('plan.measure.read')
  const task =
    target.taskTitleZh && target.taskTitleEn ? pick({ zh: target.taskTitleZh, en: target.taskTitleEn }) : null
  return (
    <div className="zq-page">
      <PageHeader
        title={
          <>
            <span className="zq-plan-title-code">{target.code}</span>{' '}
            <Bilingual of={{ zh: target.nameZh, en: target.nameEn }} />
          </>
        }
        tags={
          <>
            <StateTag state={target.state} />
            <SourceMark live={target.live} />
            {target.stale && <StaleMark period={target.currentPeriod} />}
          </>
        }
        subtitle={[
          target.taskNumber ? t('plan.task.number', { number: target.taskNumber }) : t('plan.task.none'),
          task,
          target.scope && pick({ zh: target.scope, en: target.scopeEn ?? target.scope }),
          target.departments.join('、') || null,
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            {canEdit && (
              <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
                {t('plan.edit')}
              </Button>
            )}
            {canRecord && (
              <Button type="primary" icon={<FormOutlined />} onClick={() => setRecording(true)}>
                {t('plan.record')}
              </Button>
            )}
          </>
        }
      />
      <TargetHead target={target} />
      <HistoryChart target={target} />
      {(target.districts.length > 0 || target.nodes.length > 0) && (
        <div className="zq-plan-two">
          {target.districts.length > 0 && <DistrictShares target={target} />}
          {target.nodes.length > 0 && <NodeShares target={target} />}
        </div>
      )}
      {target.live && <EvidencePanel target={target} />}
      <ObservationsTable target={target} />
      <div className="zq-plan-two">
        <BacktestTable target={target} />
        {canMeasures && <TargetMeasures targetId={target.id} />}
      </div>
      {canRecord && <RecordForm target={target} open={recording} onClose={() => setRecording(false)} />}
      {canEdit && <TargetEdit target={target} open={editing} onClose={() => setEditing(false)} />}
    </div>
  )
}
