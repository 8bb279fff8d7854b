import { useMemo } from 'react'
import { listNodes } from '#contract/registry'
import { useApi, useText } from '#kernel/web'

const STALE = 600_000

/** The name of any node by its code, and all nodes for a choice, indented as they hang in the tree. */
export function useNodeNames() {
  const { lang } = useText()
  const reply = useApi(listNodes, {}, { staleTime: STALE })
  return useMemo(() => {
    const nodes = reply.data?.nodes ?? []
    const names = new Map(nodes.map((node) => [node.code, lang === 'zh' ? node.nameZh : node.nameEn]))
    return {
      nodes: nodes.map(({ code }) => ({ value: code, label: `${names.get(code)} ${code}` })),
      nodeName: (code: string | null | undefined) => (code ? (names.get(code) ?? code) : ''),
    }
  }, [reply.data, lang])
}
