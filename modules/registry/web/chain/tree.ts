import type { ChainNode } from '../../contract.ts'
import { searchTextOf } from './search-text.ts'

/** What the tree is narrowed by. */
export interface TreeFilter {
  readonly q: string
  readonly onlyKey: boolean
  readonly onlyMissing: boolean
}

/** Codes of the nodes from the top down to one, the node itself last. */
export function pathOf(byCode: ReadonlyMap<string, ChainNode>, code: string): string[] {
  const path: string[] = []
  // A taxonomy whose parents run in a circle must not hang the page.
  for (let at = byCode.get(code); at && !path.includes(at.code); ) {
    path.unshift(at.code)
    at = at.parent === null ? undefined : byCode.get(at.parent)
  }
  return path
}

/** Nodes that meet the filter, by code. Words are looked for in names, synonyms and codes of both languages. */
export function matchesOf(nodes: readonly ChainNode[], { q, onlyKey, onlyMissing }: TreeFilter): Set<string> {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const hit = nodes.filter((node) => {
    if (onlyKey && !node.keyLink) return false
    if (onlyMissing && node.enterprises > 0) return false
    const text = words.length > 0 ? searchTextOf(node) : ''
    return words.every((word) => text.includes(word))
  })
  return new Set(hit.map(({ code }) => code))
}

/** The matches with everything above them, so that the tree stays whole. */
export function withAncestors(
  byCode: ReadonlyMap<string, ChainNode>,
  matches: ReadonlySet<string>,
): Set<string> {
  return new Set([...matches].flatMap((code) => pathOf(byCode, code)))
}

/** The children of every node, in the order of the taxonomy; the top ones stand under `null`. */
export function childrenByParent(nodes: readonly ChainNode[]): Map<string | null, ChainNode[]> {
  const known = new Set(nodes.map(({ code }) => code))
  const children = new Map<string | null, ChainNode[]>()
  for (const node of nodes) {
    const parent = node.parent !== null && known.has(node.parent) ? node.parent : null
    children.set(parent, [...(children.get(parent) ?? []), node])
  }
  return children
}
