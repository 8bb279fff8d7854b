import type { ClusterOptions, WeightedPairs } from './cluster.ts'

/** Rows that a chain of pairs that agree, of names or of decisions holds together; clusters lie within. */
export function islands(
  size: number,
  pairs: WeightedPairs,
  options: ClusterOptions,
): (row: number) => number {
  const parent = Int32Array.from({ length: size }, (_, row) => row)
  const find = (row: number): number => {
    let at = row
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  const unite = (a: number, b: number) => {
    parent[find(a)] = find(b)
  }
  for (let i = 0; i < pairs.left.length; i++) if (pairs.weight[i]! > 0) unite(pairs.left[i]!, pairs.right[i]!)
  for (const [a, b] of options.together ?? []) unite(a, b)
  const first = new Map<number, number>()
  options.identity?.forEach((name, row) => {
    if (name < 0) return
    const other = first.get(name)
    if (other === undefined) first.set(name, row)
    else unite(other, row)
  })
  return find
}
