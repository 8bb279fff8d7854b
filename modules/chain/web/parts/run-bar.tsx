import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Tag } from 'antd'
import { type ReactNode, useCallback } from 'react'
import {
  cancelJob,
  formatDate,
  formatInstant,
  JobProgress,
  useAction,
  useApi,
  useCan,
  useText,
} from '#kernel/web'
import { type ChainRun, latestRuns, startRun } from '../../contract.ts'
import './parts.css'

const CHAIN_CALLS = '/api/chain'

interface RunBarProps {
  readonly kind: ChainRun['kind']
  readonly input?: Record<string, unknown>
  /** Beside the button: what the run takes. */
  readonly children?: ReactNode
}

/** On what a page's figures stand: the day, whether facts changed since, and the way to compute anew with its progress. */
export function RunBar({ kind, input = {}, children }: RunBarProps) {
  const { t, lang } = useText()
  const client = useQueryClient()
  const mayStart = useCan('chain.analysis.start')
  const reply = useApi(latestRuns, {})
  const start = useAction(startRun, { invalidates: [CHAIN_CALLS] })
  const cancel = useAction(cancelJob, { done: 'chain.run.cancelling', invalidates: [CHAIN_CALLS] })
  const refresh = useCallback(() => {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith(CHAIN_CALLS),
    })
  }, [client])
  const { done, active } = reply.data?.kinds.find((of) => of.kind === kind) ?? { done: null, active: null }
  const jobId = active?.jobId
  return (
    <div className="zq-chain-run">
      <div className="zq-chain-run-line">
        <span className="zq-soft">
          {done?.state === 'done'
            ? t('chain.run.asOf', {
                date: formatDate(done.asOf, lang),
                at: formatInstant(done.endedAt ?? done.createdAt, lang),
              })
            : t('chain.run.never')}
        </span>
        {done?.outdated && <Tag color="gold">{t('chain.run.outdated')}</Tag>}
        <span className="zq-chain-run-gap" />
        {children}
        {mayStart && (
          <Button
            type={done?.state === 'done' && !done.outdated ? 'default' : 'primary'}
            loading={start.isPending}
            disabled={active !== null}
            onClick={() => start.mutate({ body: { kind, input } })}
          >
            {t('chain.run.start')}
          </Button>
        )}
      </div>
      {jobId && (
        <JobProgress
          id={jobId}
          onEnd={refresh}
          onCancel={mayStart ? () => cancel.mutate({ params: { id: jobId } }) : undefined}
        />
      )}
      {!active && done?.error && <Alert type="error" showIcon title={done.error[lang]} />}
    </div>
  )
}
