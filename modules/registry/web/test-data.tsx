import { Alert, Button, Checkbox, Popconfirm } from 'antd'
import { useAction, useCan, useMe, useText } from '#kernel/web'
import { removeDemo } from '../contract.ts'

interface TestDataNoteProps {
  readonly confirmed: boolean
  readonly onConfirm: (confirmed: boolean) => void
}

/**
 * In a library with a synthetic city: what is added is test data, which the person confirms, or the city goes first.
 * Nothing in any other library.
 */
export function TestDataNote({ confirmed, onConfirm }: TestDataNoteProps) {
  const { t } = useText()
  const { synthetic } = useMe()
  const mayRemove = useCan('registry.enterprise.demo')
  const remove = useAction(removeDemo, { done: 'registry.testData.removing', invalidates: ['/api'] })
  if (!synthetic) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('registry.testData.title')}
      description={
        <>
          <Checkbox checked={confirmed} onChange={(event) => onConfirm(event.target.checked)}>
            {t('registry.testData.confirm')}
          </Checkbox>
          <p className="zq-soft" style={{ margin: '4px 0 0' }}>
            {t(mayRemove ? 'registry.testData.orRemove' : 'registry.testData.askAdministrator')}{' '}
            {mayRemove && (
              <Popconfirm
                title={t('registry.testData.removeSure')}
                okText={t('registry.testData.remove')}
                cancelText={t('kit.cancel')}
                onConfirm={() => remove.mutate({})}
              >
                <Button size="small" danger loading={remove.isPending}>
                  {t('registry.testData.remove')}
                </Button>
              </Popconfirm>
            )}
          </p>
        </>
      }
    />
  )
}
