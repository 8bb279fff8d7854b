import { useQueryClient } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useCallback } from 'react'
import { cancelJob, JobProgress, useAction, useCan, useText } from '#kernel/web'
import type { FusionRun } from '../../../contract.ts'
import { FUSION_CALLS } from '../words.ts'

/** A run under way: its progress live, and the way to stop it. */
export function RunningPanel({ run }: { run: FusionRun }) {
  const { t } = useText()
  const client = useQueryClient()
  const mayDecide = useCan('registry.fusion.decide')
  const cancel = useAction(cancelJob, { done: 'registry.fusion.cancelling', invalidates: [FUSION_CALLS] })
  const refresh = useCallback(() => {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith(FUSION_CALLS),
    })
  }, [client])
  const { jobId } = run
  return (
    <section className="zq-panel" aria-label={t(`registry.fusion.runningKind.${run.kind}`)}>
      <div className="zq-fus-panel-head">
        <h2>{t(`registry.fusion.runningKind.${run.kind}`)}</h2>
      </div>
      {jobId ? (
        <JobProgress
          id={jobId}
          onEnd={refresh}
          onCancel={mayDecide ? () => cancel.mutate({ params: { id: jobId } }) : undefined}
        />
      ) : (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      )}
      <span className="zq-soft">{t('registry.fusion.runLeave')}</span>
    </section>
  )
}
