import { Skeleton } from 'antd'
import { useSearchParams } from 'react-router'
import { EmptyState, ErrorState, PageHeader, useText } from '#kernel/web'
import { useNodes } from '../reference.ts'
import { ChainTree } from './chain-tree.tsx'
import { NodePanel } from './node-panel.tsx'
import '../registry.css'

/** The chain taxonomy: a tree with the firms at each node, and one node in full. */
export function Page() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const { nodes, byCode, reply } = useNodes()
  const asked = params.get('node') ?? ''
  const chosen = byCode.get(asked) ?? nodes[0]
  const choose = (code: string) => setParams({ node: code }, { replace: true })
  const body = () => {
    if (reply.error && nodes.length === 0) {
      return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
    }
    if (reply.isPending) return <Skeleton active paragraph={{ rows: 10 }} />
    if (!chosen) {
      return <EmptyState title={t('registry.taxonomy.empty')} hint={t('registry.taxonomy.emptyHint')} />
    }
    return (
      <div className="zq-reg-chain">
        <ChainTree nodes={nodes} byCode={byCode} chosen={chosen.code} onChoose={choose} />
        <NodePanel node={chosen} nodes={nodes} byCode={byCode} onChoose={choose} />
      </div>
    )
  }
  return (
    <div className="zq-page">
      <PageHeader title={t('registry.taxonomy')} subtitle={t('registry.taxonomy.intro')} />
      <div className="zq-panel">{body()}</div>
    </div>
  )
}
