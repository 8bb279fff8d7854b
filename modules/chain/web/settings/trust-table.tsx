import { InputNumber, Table } from 'antd'
import type { EndpointReply } from '#kernel/contract'
import { useText } from '#kernel/web'
import type { getChainSettings } from '../../contract.ts'

type Trust = EndpointReply<typeof getChainSettings>['value']['trust']
type Kind = keyof Trust

interface TrustTableProps {
  readonly value: Trust
  readonly usual: Trust
  readonly disabled: boolean
  readonly onChange: (value: Trust) => void
}

/** How far each kind of source is trusted on its day, and after how many days half of that is left. */
export function TrustTable({ value, usual, disabled, onChange }: TrustTableProps) {
  const { t } = useText()
  const set = (kind: Kind, change: Partial<Trust[Kind]>) =>
    onChange({ ...value, [kind]: { ...value[kind], ...change } })
  return (
    <Table
      size="small"
      rowKey="kind"
      pagination={false}
      scroll={{ x: 560 }}
      dataSource={(Object.keys(value) as Kind[]).map((kind) => ({ kind }))}
      columns={[
        {
          title: t('chain.imports.sourceKind'),
          render: (_, { kind }) => t(`chain.imports.kind.${kind}`),
        },
        {
          title: t('chain.settings.confidence'),
          render: (_, { kind }) => (
            <InputNumber<number>
              size="small"
              min={0}
              max={100}
              suffix="%"
              disabled={disabled}
              aria-label={`${t(`chain.imports.kind.${kind}`)} · ${t('chain.settings.confidence')}`}
              value={Number((value[kind].confidence * 100).toPrecision(12))}
              onChange={(next) =>
                next !== null && set(kind, { confidence: Number((next / 100).toPrecision(12)) })
              }
            />
          ),
        },
        {
          title: t('chain.settings.halfLife'),
          render: (_, { kind }) => (
            <InputNumber<number>
              size="small"
              min={1}
              max={36_500}
              precision={0}
              suffix={t('chain.settings.daysUnit')}
              disabled={disabled}
              aria-label={`${t(`chain.imports.kind.${kind}`)} · ${t('chain.settings.halfLife')}`}
              value={value[kind].halfLifeDays}
              onChange={(next) => next !== null && set(kind, { halfLifeDays: next })}
            />
          ),
        },
        {
          title: t('chain.settings.usualColumn'),
          render: (_, { kind }) => (
            <span className="zq-soft">
              {Number((usual[kind].confidence * 100).toPrecision(12))}% · {usual[kind].halfLifeDays}
            </span>
          ),
        },
      ]}
    />
  )
}
