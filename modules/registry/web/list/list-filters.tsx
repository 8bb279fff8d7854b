import { FilterOutlined } from '@ant-design/icons'
import { Button, Drawer, Grid, InputNumber, Popover, Select, Tag, TreeSelect } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { FEN_PER_WAN } from '#kernel/core'
import { formatMoney, formatNumber, useApi, useText } from '#kernel/web'
import { enterpriseFacets } from '../../contract.ts'
import { matchesNode } from '../fields/field-input.tsx'
import { useNodes, useRegions } from '../reference.ts'
import { useQualificationOptions } from '../titles.ts'
import { boundsFit, countFilters, type FilterValues, TRAITS } from './filter-state.ts'

interface FiltersProps {
  readonly values: FilterValues
  readonly q: string | undefined
  readonly onChange: (change: FilterValues) => void
  readonly onClear: () => void
}

/** The filters above the list; on narrow screens in a drawer. */
export function ListFilters(props: FiltersProps) {
  const { t } = useText()
  const wide = Grid.useBreakpoint().md ?? true
  const [open, setOpen] = useState(false)
  const count = countFilters(props.values)
  const clear = count > 0 && (
    <Button type="link" onClick={props.onClear}>
      {t('registry.list.clear')}
    </Button>
  )
  return (
    <>
      {wide ? (
        <div className="zq-reg-filters">
          <Controls {...props} />
          {clear}
        </div>
      ) : (
        <div className="zq-reg-filters">
          <Button icon={<FilterOutlined />} onClick={() => setOpen(true)}>
            {count > 0 ? t('registry.list.filtersSet', { count }) : t('registry.list.filters')}
          </Button>
          {clear}
          <Drawer
            open={open}
            onClose={() => setOpen(false)}
            placement="bottom"
            size="large"
            title={t('registry.list.filters')}
            footer={
              <Button type="primary" block onClick={() => setOpen(false)}>
                {t('registry.list.show')}
              </Button>
            }
          >
            <div className="zq-reg-filters zq-reg-filters-stacked">
              <Controls {...props} />
            </div>
          </Drawer>
        </div>
      )}
      {props.values.batch && (
        <div className="zq-reg-filters">
          <Tag closable color="blue" onClose={() => props.onChange({ batch: '' })}>
            {t('registry.filter.batch')}
          </Tag>
          <Link to={`/registry/imports/${props.values.batch}`}>{t('registry.filter.sinceBatch')}</Link>
        </div>
      )}
    </>
  )
}

function Controls({ values, q, onChange }: FiltersProps) {
  const { t, lang } = useText()
  const { districts, groups } = useRegions()
  const { tree } = useNodes()
  const qualifications = useQualificationOptions()
  const [opened, setOpened] = useState<'district' | 'qualification'>()
  // The counts of a list leave its own choice out, so that they say what choosing another value would give.
  const counted = opened ? { ...values, [opened]: undefined } : values
  const facets = useApi(
    enterpriseFacets,
    { query: { ...counted, q } as never },
    { enabled: opened !== undefined },
  )
  const withCounts = (
    options: readonly { value: string; label: string }[],
    counts: readonly { code?: string; kind?: string; count: number }[] | undefined,
  ) => {
    if (!counts) return [...options]
    const byKey = new Map(counts.map((of) => [of.code ?? of.kind, of.count]))
    return options.map(({ value, label }) => ({
      value,
      label: `${label}（${formatNumber(byKey.get(value) ?? 0, lang)}）`,
    }))
  }
  const many = (value: string | undefined) => (value ? value.split(',') : [])
  return (
    <>
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        aria-label={t('registry.filter.district')}
        placeholder={t('registry.filter.district')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        onOpenChange={(open) => setOpened(open ? 'district' : undefined)}
        value={many(values.district)}
        onChange={(next) => onChange({ district: next.join(',') })}
        options={opened === 'district' ? withCounts(districts, facets.data?.districts) : districts}
      />
      {groups.length > 0 && (
        <Select
          allowClear
          aria-label={t('registry.filter.group')}
          placeholder={t('registry.filter.group')}
          popupMatchSelectWidth={false}
          value={values.group}
          onChange={(next?: string) => onChange({ group: next ?? '' })}
          options={groups}
        />
      )}
      <TreeSelect<string[]>
        multiple
        allowClear
        maxTagCount="responsive"
        aria-label={t('registry.filter.node')}
        placeholder={t('registry.filter.node')}
        treeData={tree}
        treeLine
        treeDefaultExpandedKeys={tree.map(({ key }) => key)}
        showSearch={{ filterTreeNode: matchesNode }}
        popupMatchSelectWidth={false}
        value={many(values.node)}
        onChange={(next) => onChange({ node: next.join(',') })}
      />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        aria-label={t('registry.filter.qualification')}
        placeholder={t('registry.filter.qualification')}
        popupMatchSelectWidth={false}
        onOpenChange={(open) => setOpened(open ? 'qualification' : undefined)}
        value={many(values.qualification)}
        onChange={(next) => onChange({ qualification: next.join(',') })}
        options={
          opened === 'qualification'
            ? withCounts(qualifications, facets.data?.qualifications)
            : qualifications
        }
      />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        aria-label={t('registry.filter.traits')}
        placeholder={t('registry.filter.traits')}
        popupMatchSelectWidth={false}
        value={TRAITS.filter((trait) => values[trait] === 'true')}
        onChange={(next: string[]) =>
          onChange(Object.fromEntries(TRAITS.map((trait) => [trait, next.includes(trait) ? 'true' : ''])))
        }
        options={TRAITS.map((trait) => ({ value: trait, label: t(`registry.trait.${trait}`) }))}
      />
      <RevenueFilter values={values} onChange={onChange} />
    </>
  )
}

function RevenueFilter({ values, onChange }: Pick<FiltersProps, 'values' | 'onChange'>) {
  const { t, lang } = useText()
  const [open, setOpen] = useState(false)
  const [min, setMin] = useState<number | null>(null)
  const [max, setMax] = useState<number | null>(null)
  const wan = (fen: string | undefined) => (fen ? Number(fen) / FEN_PER_WAN : null)
  const fen = (amount: number | null) => (amount === null ? '' : String(Math.round(amount * FEN_PER_WAN)))
  const text = (of: string | undefined) => (of ? formatMoney(Number(of), lang) : '…')
  const fits = boundsFit(min, max)
  const apply = () => {
    if (!fits) return
    onChange({ revenueMin: fen(min), revenueMax: fen(max) })
    setOpen(false)
  }
  const isSet = values.revenueMin !== undefined || values.revenueMax !== undefined
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setMin(wan(values.revenueMin))
        setMax(wan(values.revenueMax))
      }}
      content={
        <form
          style={{ display: 'flex', flexDirection: 'column', gap: 8, width: 260 }}
          onSubmit={(event) => {
            event.preventDefault()
            apply()
          }}
        >
          <InputNumber
            prefix={t('registry.filter.revenueMin')}
            suffix={t('registry.filter.revenueUnit')}
            aria-label={t('registry.filter.revenueMin')}
            value={min}
            onChange={setMin}
            style={{ width: '100%' }}
          />
          <InputNumber
            prefix={t('registry.filter.revenueMax')}
            suffix={t('registry.filter.revenueUnit')}
            aria-label={t('registry.filter.revenueMax')}
            value={max}
            onChange={setMax}
            status={fits ? undefined : 'error'}
            style={{ width: '100%' }}
          />
          {!fits && <span role="alert">{t('registry.filter.revenueWrong')}</span>}
          <Button type="primary" htmlType="submit" disabled={!fits}>
            {t('registry.filter.apply')}
          </Button>
        </form>
      }
    >
      <Button type={isSet ? 'primary' : 'default'} ghost={isSet} aria-expanded={open}>
        {isSet ? `${text(values.revenueMin)} – ${text(values.revenueMax)}` : t('registry.filter.revenue')}
      </Button>
    </Popover>
  )
}
