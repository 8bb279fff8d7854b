import { DeleteOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { useText } from '#kernel/web'
import type { ShockHit } from '../../contract.ts'
import { FirmPicker } from '../parts/firm-picker.tsx'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'

/** A hit as it is being put together; `name` is the chosen firm's. */
export type DraftedHit = Omit<ShockHit, 'code'> & { readonly code?: string; readonly name?: string }

interface HitLineProps {
  readonly hit: DraftedHit
  readonly onChange: (hit: DraftedHit) => void
  readonly onRemove?: () => void
}

/** One part of a shock: which firm, node or district, and how much of its output is lost. */
export function HitLine({ hit, onChange, onRemove }: HitLineProps) {
  const { t } = useText()
  const { nodes } = useNodeNames()
  const { districts } = useRegionNames()
  return (
    <div className="zq-risk-hit">
      <Select
        aria-label={t('chain.shock.kind')}
        value={hit.kind}
        style={{ width: 110 }}
        options={(['firm', 'node', 'district'] as const).map((value) => ({
          value,
          label: t(`chain.shock.kind.${value}`),
        }))}
        onChange={(kind) => onChange({ kind, share: hit.share })}
      />
      {hit.kind === 'firm' ? (
        <FirmPicker
          value={hit.code}
          name={hit.name}
          onChange={(code, name) => onChange({ ...hit, code, name })}
        />
      ) : (
        <Select
          key={hit.kind}
          className="zq-risk-pick"
          aria-label={t(`chain.shock.pick.${hit.kind}`)}
          placeholder={t(`chain.shock.pick.${hit.kind}`)}
          showSearch={{ optionFilterProp: 'label' }}
          value={hit.code}
          options={hit.kind === 'node' ? nodes : districts}
          onChange={(code: string) => onChange({ ...hit, code })}
        />
      )}
      <InputNumber
        aria-label={t('chain.shock.share')}
        min={1}
        max={100}
        style={{ width: 130 }}
        prefix={t('chain.shock.loses')}
        suffix="%"
        value={Math.round(hit.share * 100)}
        onChange={(value) => value !== null && onChange({ ...hit, share: value / 100 })}
      />
      {onRemove && (
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('chain.shock.remove')}
          onClick={onRemove}
        />
      )}
    </div>
  )
}
