import { Button, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAction, useCan, useMe, useText } from '#kernel/web'
import { type FusionEntity, foundEnterprise } from '../../../contract.ts'
import { TestDataNote } from '../../test-data.tsx'
import { FUSION_CALLS } from '../words.ts'
import { MergeDialog } from './merge-dialog.tsx'

/** What can be done with a golden record: open its enterprise, merge another into it, enter it into the library. */
export function EntityActions({ entity }: { entity: FusionEntity }) {
  const { t } = useText()
  const mayDecide = useCan('registry.fusion.decide')
  const [merging, setMerging] = useState(false)
  return (
    <>
      {mayDecide && <Button onClick={() => setMerging(true)}>{t('registry.fusion.mergeWith')}</Button>}
      {entity.enterpriseId ? (
        <Link to={`/registry/enterprises/${entity.enterpriseId}`}>
          <Button type="primary">{t('registry.fusion.toEnterprise')}</Button>
        </Link>
      ) : (
        mayDecide && <Found entity={entity} />
      )}
      {merging && <MergeDialog entity={entity} onClose={() => setMerging(false)} />}
    </>
  )
}

/** Enters the entity into the library; beside a synthetic city only as test data. */
function Found({ entity }: { entity: FusionEntity }) {
  const { t } = useText()
  const { synthetic } = useMe()
  const [open, setOpen] = useState(false)
  const [testData, setTestData] = useState(false)
  const found = useAction(foundEnterprise, {
    done: 'registry.fusion.founded',
    invalidates: [FUSION_CALLS],
    onDone: () => setOpen(false),
  })
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('registry.fusion.found')}
      </Button>
      <Modal
        open={open}
        title={t('registry.fusion.foundSure', { name: entity.name })}
        okText={t('registry.fusion.found')}
        okButtonProps={{ loading: found.isPending, disabled: synthetic && !testData }}
        cancelText={t('kit.cancel')}
        onCancel={() => setOpen(false)}
        onOk={() => found.mutate({ params: { id: entity.id }, body: { testData: synthetic } })}
        destroyOnHidden
      >
        <p>{t('registry.fusion.foundHint')}</p>
        <TestDataNote confirmed={testData} onConfirm={setTestData} />
      </Modal>
    </>
  )
}
