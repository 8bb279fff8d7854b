import type { ChainNode } from '../../contract.ts'

/** Everything a node can be found by, folded to lower case. */
export function searchTextOf(node: ChainNode): string {
  return [node.code, node.nameZh, node.nameEn, ...node.synonymsZh, ...node.synonymsEn]
    .join('\n')
    .toLowerCase()
}
