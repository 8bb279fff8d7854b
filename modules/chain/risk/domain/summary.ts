/** Figures of a ranked list of ESRI values, the largest first. */
export interface Spread {
  readonly mean: number
  readonly median: number
  readonly largest: number
  readonly over: { readonly ten: number; readonly five: number; readonly one: number }
  readonly topPercent: number
  readonly topTenth: number
  readonly gini: number
  readonly curve: readonly { readonly rank: number; readonly esri: number; readonly upTo: number }[]
}

const POINTS_A_DECADE = 24

/** How risk is spread over firms. `ranked` holds the values, the largest first. */
export function spreadOf(ranked: Float64Array): Spread {
  const count = ranked.length
  const upTo = new Float64Array(count + 1)
  let weighted = 0
  for (let at = 0; at < count; at++) {
    upTo[at + 1] = (upTo[at] as number) + (ranked[at] as number)
    weighted += (count - at) * (ranked[at] as number)
  }
  const total = upTo[count] as number
  const share = (first: number) => (total > 0 ? (upTo[first] as number) / total : 0)
  const over = (limit: number) => {
    const at = ranked.findIndex((value) => value < limit)
    return at < 0 ? count : at
  }
  return {
    mean: count > 0 ? total / count : 0,
    median: count > 0 ? (ranked[count >> 1] as number) : 0,
    largest: count > 0 ? (ranked[0] as number) : 0,
    over: { ten: over(0.1), five: over(0.05), one: over(0.01) },
    topPercent: share(Math.ceil(count / 100)),
    topTenth: share(Math.ceil(count / 10)),
    gini: total > 0 ? (2 * weighted) / (count * total) - (count + 1) / count : 0,
    curve: ranksAlong(count).map((rank) => ({ rank, esri: ranked[rank - 1] as number, upTo: share(rank) })),
  }
}

/** Ranks from 1 to `count` that stand evenly on a logarithmic axis. */
function ranksAlong(count: number): number[] {
  const ranks = new Set<number>()
  for (let step = 0; ; step++) {
    const rank = Math.round(10 ** (step / POINTS_A_DECADE))
    if (rank >= count) break
    ranks.add(rank)
  }
  if (count > 0) ranks.add(count)
  return [...ranks]
}
