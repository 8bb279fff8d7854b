import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useAction, useText } from '#kernel/web'
import { type FusionEntity, splitEntity } from '../../../contract.ts'
import { FUSION_CALLS } from '../words.ts'
import { splitFault } from './cells.ts'

interface SplitRecordsProps {
  readonly entity: FusionEntity
  readonly chosen: readonly string[]
  readonly onDone: () => void
}

/** Takes the chosen records out of the entity, after saying what that means. */
export function SplitRecords({ entity, chosen, onDone }: SplitRecordsProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const split = useAction(splitEntity, {
    done: 'registry.fusion.splitDone',
    invalidates: [FUSION_CALLS],
    onDone: () => {
      setOpen(false)
      setNote('')
      onDone()
    },
  })
  const fault = splitFault(chosen.length, entity.members.length)
  const send = () =>
    split.mutate({
      params: { id: entity.id },
      body: { records: [...chosen], note: note.trim() || undefined },
    })
  return (
    <>
      <Button
        danger
        disabled={fault !== undefined}
        title={t(fault ? `registry.fusion.splitFault.${fault}` : 'registry.fusion.splitHint')}
        onClick={() => setOpen(true)}
      >
        {t('registry.fusion.split')}
      </Button>
      <Modal
        open={open}
        title={t('registry.fusion.splitSure', { count: chosen.length, name: entity.name })}
        okText={t('registry.fusion.split')}
        okButtonProps={{ danger: true, loading: split.isPending }}
        cancelText={t('kit.cancel')}
        onCancel={() => setOpen(false)}
        onOk={send}
        destroyOnHidden
      >
        <p>{t('registry.fusion.splitHint')}</p>
        <Input
          autoFocus
          maxLength={400}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onPressEnter={send}
          placeholder={t('registry.fusion.note')}
          aria-label={t('registry.fusion.note')}
        />
      </Modal>
    </>
  )
}
