import { Alert, Button } from 'antd'
import { ProblemError } from '#kernel/contract'
import { useProblemText, useText } from '#kernel/web'

/** Whether a refusal says that somebody else's edit came first. */
export function isStale(error: unknown): boolean {
  return (
    error instanceof ProblemError && error.problem.status === 409 && error.problem.code.endsWith('.stale')
  )
}

/** The refusal of an edit, above its form; a conflict of versions offers to load the newest one. */
export function EditRefusal({ error, onReload }: { error: unknown; onReload: () => void }) {
  const { t } = useText()
  const textOf = useProblemText()
  if (!error) return null
  const { text, faults } = textOf(error)
  const style = { marginBottom: 12 }
  if (isStale(error)) {
    return (
      <Alert
        type="warning"
        showIcon
        style={style}
        title={t('registry.stale.title')}
        description={
          <>
            <p style={{ margin: '0 0 4px' }}>{text}</p>
            {t('registry.stale.hint')}
          </>
        }
        action={
          <Button size="small" onClick={onReload}>
            {t('registry.stale.reload')}
          </Button>
        }
      />
    )
  }
  return (
    <Alert type="error" showIcon style={style} title={text} description={faults.join(' ') || undefined} />
  )
}
