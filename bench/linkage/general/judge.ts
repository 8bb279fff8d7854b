import type { Outcome } from './benchmark.ts'

type Shares = Pick<Outcome, 'precision' | 'recall' | 'f1'>

/** Clusters against truth, pair by pair: how many pairs of one cluster are one entity, and the reverse. */
export function judgeClusters(entity: ArrayLike<number>, truth: readonly string[]): Shares {
  return shares(
    pairsWithin(truth.map((name, row) => `${entity[row]}\t${name}`)),
    pairsWithin(Array.from(entity, String)),
    pairsWithin(truth),
  )
}

/** Links against the true links, each as `left right`. */
export function judgeLinks(found: Iterable<string>, truth: ReadonlySet<string>): Shares {
  const links = new Set(found)
  let right = 0
  for (const link of links) if (truth.has(link)) right++
  return shares(right, links.size, truth.size)
}

function shares(right: number, found: number, all: number): Shares {
  return { precision: right / found, recall: right / all, f1: (2 * right) / (found + all) }
}

function pairsWithin(names: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  let pairs = 0
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2
  return pairs
}
