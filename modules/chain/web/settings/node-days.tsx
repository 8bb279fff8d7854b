import { DeleteOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { useText } from '#kernel/web'
import { useNodeNames } from '../parts/nodes.ts'

interface NodeDaysProps {
  readonly value: Readonly<Record<string, number>>
  readonly disabled: boolean
  readonly onChange: (value: Record<string, number>) => void
}

const BEGIN = 10

/** Inventories of single nodes and everything below them, which go before those by kind. */
export function NodeDays({ value, disabled, onChange }: NodeDaysProps) {
  const { t } = useText()
  const { nodes, nodeName } = useNodeNames()
  const without = (node: string) => Object.fromEntries(Object.entries(value).filter(([of]) => of !== node))
  return (
    <div className="zq-set-row">
      <div>
        <b>{t('chain.settings.of.risk.nodeDays')}</b>
        <div className="zq-soft">{t('chain.settings.why.risk.nodeDays')}</div>
      </div>
      <div className="zq-set-control">
        {Object.entries(value).map(([node, days]) => (
          <div key={node} className="zq-set-node">
            <span>{nodeName(node)}</span>
            <InputNumber<number>
              size="small"
              min={0}
              max={365}
              precision={0}
              disabled={disabled}
              suffix={t('chain.settings.daysUnit')}
              aria-label={nodeName(node)}
              value={days}
              onChange={(next) => next !== null && onChange({ ...value, [node]: next })}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              disabled={disabled}
              aria-label={t('chain.settings.remove', { node: nodeName(node) })}
              onClick={() => onChange(without(node))}
            />
          </div>
        ))}
        <Select
          style={{ minWidth: 200 }}
          disabled={disabled}
          aria-label={t('chain.settings.addNode')}
          placeholder={t('chain.settings.addNode')}
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          options={nodes.filter((of) => !(of.value in value))}
          onChange={(node: string | null) => node && onChange({ ...value, [node]: BEGIN })}
        />
      </div>
    </div>
  )
}
