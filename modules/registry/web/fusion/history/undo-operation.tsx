import { UndoOutlined } from '@ant-design/icons'
import { App, Button, Popconfirm, Tag } from 'antd'
import { formatInstant, useAction, useCan, useText } from '#kernel/web'
import { type FusionOperation, undoOperation } from '../../../contract.ts'
import { FUSION_CALLS } from '../words.ts'

/** Takes a merge or split back, and tells what was kept because it was decided later. */
export function UndoOperation({ operation }: { operation: FusionOperation }) {
  const { t, lang, pick } = useText()
  const { notification } = App.useApp()
  const mayDecide = useCan('registry.fusion.decide')
  const undo = useAction(undoOperation, {
    invalidates: [FUSION_CALLS],
    onDone: ({ operation: done, kept }) => {
      notification[kept > 0 ? 'warning' : 'success']({
        title: t('registry.fusion.undoDone'),
        description:
          kept > 0
            ? t('registry.fusion.undoKept', { moved: done.moved, kept })
            : t('registry.fusion.undoAll', { moved: done.moved }),
        duration: kept > 0 ? 0 : 6,
      })
    },
  })
  if (operation.undoneAt) {
    return (
      <Tag title={formatInstant(operation.undoneAt, lang)} style={{ margin: 0 }}>
        {t('registry.fusion.undone')}
      </Tag>
    )
  }
  if (!operation.undoable || !mayDecide) return null
  return (
    <Popconfirm
      title={t('registry.fusion.undoSure')}
      description={
        <div style={{ maxWidth: 320 }}>
          <strong>{pick({ zh: operation.summaryZh, en: operation.summaryEn })}</strong>
          <p style={{ margin: '4px 0 0' }}>{t('registry.fusion.undoHint')}</p>
        </div>
      }
      okText={t('registry.fusion.undo')}
      cancelText={t('kit.cancel')}
      onConfirm={() => undo.mutate({ params: { id: operation.id } })}
    >
      <Button size="small" icon={<UndoOutlined />} loading={undo.isPending}>
        {t('registry.fusion.undo')}
      </Button>
    </Popconfirm>
  )
}
