import { Alert, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { formatNumber, useAction, useMe, useText } from '#kernel/web'
import { startFusion } from '../../../contract.ts'
import { TestDataNote } from '../../test-data.tsx'
import type { Summary } from '../home/summary-figures.tsx'
import { FUSION, FUSION_CALLS } from '../words.ts'

interface StartRunProps {
  readonly summary: Summary
  readonly onClose: () => void
}

/** Asks how to run, says what will happen, and starts it. */
export function StartRun({ summary, onClose }: StartRunProps) {
  const { t, lang } = useText()
  const navigate = useNavigate()
  const { synthetic } = useMe()
  const first = summary.lastRun === null
  const [kind, setKind] = useState<'full' | 'incremental'>(
    !first && summary.unfused < summary.records / 2 ? 'incremental' : 'full',
  )
  const [testData, setTestData] = useState(false)
  const start = useAction(startFusion, {
    invalidates: [FUSION_CALLS],
    onDone: (run) => {
      onClose()
      void navigate(`${FUSION}/runs/${run.id}`)
    },
  })
  const option = (of: 'full' | 'incremental', disabled = false) => (
    <Radio value={of} disabled={disabled}>
      <strong>{t(`registry.fusion.runKind.${of}`)}</strong>
      <div className="zq-soft">{t(`registry.fusion.runKindHint.${of}`)}</div>
    </Radio>
  )
  return (
    <Modal
      open
      title={t('registry.fusion.run')}
      okText={t('registry.fusion.runStart')}
      okButtonProps={{ loading: start.isPending, disabled: synthetic && !testData }}
      cancelText={t('kit.cancel')}
      onCancel={onClose}
      onOk={() => start.mutate({ body: { kind, testData: synthetic } })}
    >
      <p>
        {t('registry.fusion.runSay', {
          records: formatNumber(summary.records, lang),
          unfused: formatNumber(summary.unfused, lang),
        })}
      </p>
      <Radio.Group
        value={kind}
        onChange={(event) => setKind(event.target.value)}
        style={{ display: 'flex', flexDirection: 'column', gap: 8, marginBottom: 12 }}
      >
        {option('full')}
        {option('incremental', first)}
      </Radio.Group>
      <Alert type="info" showIcon title={t('registry.fusion.runFounds')} style={{ marginBottom: 12 }} />
      <TestDataNote confirmed={testData} onConfirm={setTestData} />
    </Modal>
  )
}
