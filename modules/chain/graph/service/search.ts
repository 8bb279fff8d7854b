import type { EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { searchGraph } from '../../contract/graph.ts'
import { NONE } from '../../domain/network.ts'
import { networkOf } from '../../service/network.ts'
import { firmSight } from '../../service/sight.ts'

const MOST_OF_A_KIND = 12

type Found = EndpointReply<typeof searchGraph>['found'][number]

/** Nodes and firms whose name or code holds all the words, those that begin with them first; a firm by its id, too. */
export async function searchOf(ctx: Ctx, q: string): Promise<EndpointReply<typeof searchGraph>> {
  const network = await networkOf(ctx)
  const { nodes, firms } = network
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const isHit = (text: string) => words.every((word) => text.includes(word))
  const first = words[0] ?? ''
  const rankOf = (name: string) => (name.toLowerCase().startsWith(first) ? 0 : 1)
  const order = (a: Found, b: Found) =>
    rankOf(a.nameZh) - rankOf(b.nameZh) || a.nameZh.length - b.nameZh.length || a.id.localeCompare(b.id)
  const foundNodes = nodes.code.flatMap((code, at): Found[] => {
    const [nameZh, nameEn] = [nodes.nameZh[at] as string, nodes.nameEn[at] as string]
    return isHit(`${nameZh} ${nameEn} ${code}`.toLowerCase())
      ? [{ kind: 'node', id: code, nameZh, nameEn, node: code }]
      : []
  })
  const sees = firmSight(ctx, network)
  const foundFirms: Found[] = []
  for (let firm = 0; firm < firms.id.length; firm++) {
    const name = firms.name[firm] as string
    if (!(isHit(name.toLowerCase()) || firms.id[firm] === q) || !sees(firm)) continue
    const node = firms.node[firm] as number
    foundFirms.push({
      kind: 'firm',
      id: firms.id[firm] as string,
      nameZh: name,
      nameEn: name,
      node: node === NONE ? null : (nodes.code[node] as string),
    })
  }
  return {
    found: [
      ...foundNodes.sort(order).slice(0, MOST_OF_A_KIND),
      ...foundFirms.sort(order).slice(0, MOST_OF_A_KIND),
    ],
  }
}
