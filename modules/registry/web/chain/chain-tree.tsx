import { KeyOutlined, SearchOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { Checkbox, Input, Tooltip, Tree, type TreeDataNode } from 'antd'
import { type Key, useMemo, useState } from 'react'
import { EmptyState, formatNumber, useText } from '#kernel/web'
import type { ChainNode } from '../../contract.ts'
import { nodeTitle } from '../reference.ts'
import { childrenByParent, matchesOf, pathOf, type TreeFilter, withAncestors } from './tree.ts'

interface ChainTreeProps {
  readonly nodes: readonly ChainNode[]
  readonly byCode: ReadonlyMap<string, ChainNode>
  readonly chosen: string | undefined
  readonly onChoose: (code: string) => void
}

/** The taxonomy as a tree with the number of firms at each node; narrowed by words, key links, missing nodes. */
export function ChainTree({ nodes, byCode, chosen, onChoose }: ChainTreeProps) {
  const { t, lang } = useText()
  const [filter, setFilter] = useState<TreeFilter>({ q: '', onlyKey: false, onlyMissing: false })
  const [opened, setOpened] = useState<Key[]>(() => [
    ...nodes.filter(({ tier }) => tier === 0).map(({ code }) => code),
    ...(chosen ? pathOf(byCode, chosen) : []),
  ])
  const narrowed = filter.q.trim() !== '' || filter.onlyKey || filter.onlyMissing
  const matches = useMemo(() => matchesOf(nodes, filter), [nodes, filter])
  const shown = useMemo(() => withAncestors(byCode, matches), [byCode, matches])
  const data = useMemo(() => {
    const children = childrenByParent(nodes)
    const build = (parent: string | null): TreeDataNode[] =>
      (children.get(parent) ?? [])
        .filter(({ code }) => shown.has(code))
        .map((node) => ({
          key: node.code,
          title: <NodeTitle node={node} dim={narrowed && !matches.has(node.code)} lang={lang} />,
          children: build(node.code),
        }))
    return build(null)
  }, [nodes, shown, matches, narrowed, lang])
  return (
    <div style={{ minWidth: 0 }}>
      <Input
        prefix={<SearchOutlined aria-hidden />}
        allowClear
        placeholder={t('registry.taxonomy.search')}
        aria-label={t('registry.taxonomy.search')}
        value={filter.q}
        onChange={(event) => setFilter({ ...filter, q: event.target.value })}
        onPressEnter={() => {
          const [first] = matches
          if (first && filter.q.trim() !== '') onChoose(first)
        }}
      />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px', margin: '8px 0' }}>
        <Checkbox
          checked={filter.onlyKey}
          onChange={(event) => setFilter({ ...filter, onlyKey: event.target.checked })}
        >
          {t('registry.taxonomy.onlyKey')}
        </Checkbox>
        <Checkbox
          checked={filter.onlyMissing}
          onChange={(event) => setFilter({ ...filter, onlyMissing: event.target.checked })}
        >
          {t('registry.taxonomy.onlyMissing')}
        </Checkbox>
        {narrowed && (
          <span className="zq-soft" role="status">
            {t('registry.taxonomy.found', { count: matches.size })}
          </span>
        )}
      </div>
      {data.length === 0 ? (
        <EmptyState title={t('registry.taxonomy.none')} />
      ) : (
        <Tree
          aria-label={t('registry.taxonomy.tree')}
          blockNode
          treeData={data}
          expandedKeys={narrowed ? [...shown] : opened}
          onExpand={setOpened}
          selectedKeys={chosen ? [chosen] : []}
          onSelect={(keys) => keys[0] !== undefined && onChoose(String(keys[0]))}
        />
      )}
    </div>
  )
}

interface NodeTitleProps {
  readonly node: ChainNode
  readonly dim: boolean
  readonly lang: 'zh' | 'en'
}

function NodeTitle({ node, dim, lang }: NodeTitleProps) {
  return (
    <span className="zq-reg-node" style={{ opacity: dim ? 0.6 : 1 }}>
      <span>{nodeTitle(node, lang)}</span>
      <NodeMarks node={node} />
      <span className="zq-soft zq-number">{formatNumber(node.enterprises, lang)}</span>
    </span>
  )
}

/** Marks of a node: a key link of the plan, electronics, and whether nobody can make it. */
export function NodeMarks({ node }: { node: ChainNode }) {
  const { t } = useText()
  return (
    <>
      {node.keyLink && (
        <Tooltip title={t('registry.taxonomy.keyWhy')}>
          <KeyOutlined style={{ color: 'var(--zq-amber)' }} aria-label={t('registry.taxonomy.key')} />
        </Tooltip>
      )}
      {node.electronics && (
        <Tooltip title={t('registry.taxonomy.electronics')}>
          <ThunderboltOutlined
            style={{ color: 'var(--zq-primary)' }}
            aria-label={t('registry.taxonomy.electronics')}
          />
        </Tooltip>
      )}
      {node.enterprises === 0 && (
        <Tooltip title={t('registry.taxonomy.missingWhy')}>
          <span className="zq-state zq-state-red" style={{ lineHeight: '18px', padding: '0 5px' }}>
            {t('registry.taxonomy.missing')}
          </span>
        </Tooltip>
      )}
    </>
  )
}
