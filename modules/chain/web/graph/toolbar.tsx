import { DatePicker, Select } from 'antd'
import { dayjs } from '#kernel/core'
import { useText } from '#kernel/web'
import { useRegionNames } from '../parts/regions.ts'
import { SearchBox } from './search-box.tsx'
import type { GraphState } from './use-graph-state.ts'

interface ToolbarProps {
  readonly state: GraphState
  readonly change: (change: Partial<GraphState>) => void
  readonly onFind: (key: string) => void
}

/** Search and what narrows the picture. */
export function Toolbar({ state, change, onFind }: ToolbarProps) {
  const { t } = useText()
  const { districts } = useRegionNames()
  return (
    <div className="zq-graph-bar">
      <SearchBox label={t('chain.graph.search')} onFind={(key) => key && onFind(key)} />
      <Select
        aria-label={t('chain.graph.district')}
        placeholder={t('chain.graph.district')}
        mode="multiple"
        maxTagCount={1}
        allowClear
        style={{ minWidth: 150 }}
        showSearch={{ optionFilterProp: 'label' }}
        options={districts}
        value={state.district?.split(',') ?? []}
        onChange={(codes: string[]) => change({ district: codes.join(',') })}
      />
      <Select
        aria-label={t('chain.graph.tier')}
        placeholder={t('chain.graph.tier')}
        allowClear
        style={{ width: 130 }}
        options={[1, 2, 3, 4].map((value) => ({ value, label: t(`chain.gap.tier.${value}`) }))}
        value={state.tier ?? null}
        onChange={(tier: number | null | undefined) => change({ tier: tier ?? undefined })}
      />
      <DatePicker
        aria-label={t('chain.graph.date')}
        placeholder={t('chain.graph.date')}
        style={{ width: 150 }}
        value={state.date ? dayjs(state.date) : null}
        onChange={(day) => change({ date: day ? day.format('YYYY-MM-DD') : undefined })}
      />
      <Select
        aria-label={t('chain.graph.trust')}
        placeholder={t('chain.graph.trust')}
        allowClear
        style={{ width: 130 }}
        options={[0.3, 0.5, 0.7, 0.9].map((value) => ({
          value,
          label: t('chain.graph.trustFrom', { percent: value * 100 }),
        }))}
        value={state.trust ?? null}
        onChange={(trust: number | null | undefined) => change({ trust: trust ?? undefined })}
      />
    </div>
  )
}
