import { SyncOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Popover } from 'antd'
import { JobProgress, useAction, useText } from '#kernel/web'
import { refreshObservations } from '../../contract.ts'

interface RefreshButtonProps {
  readonly job: string | undefined
  readonly onJob: (id: string | undefined) => void
}

/** Measures all live indicators now and shows how far that is. */
export function RefreshButton({ job, onJob }: RefreshButtonProps) {
  const { t } = useText()
  const client = useQueryClient()
  const refresh = useAction(refreshObservations, { onDone: ({ jobId }) => onJob(jobId) })
  const button = (
    <Button
      type="primary"
      icon={<SyncOutlined />}
      loading={refresh.isPending}
      onClick={() => refresh.mutate({})}
    >
      {t('plan.refresh')}
    </Button>
  )
  if (!job) return button
  return (
    <Popover
      open
      placement="bottomRight"
      title={t('plan.refresh.running')}
      content={
        <div style={{ width: 280 }}>
          <JobProgress
            id={job}
            onEnd={() =>
              void client.invalidateQueries({
                predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/plan'),
              })
            }
          >
            {(state) =>
              ['done', 'failed', 'cancelled'].includes(state.state) && (
                <Button size="small" onClick={() => onJob(undefined)}>
                  {t('kit.close')}
                </Button>
              )
            }
          </JobProgress>
        </div>
      }
    >
      {button}
    </Popover>
  )
}
