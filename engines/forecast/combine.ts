import type { Tuning } from './tuning.ts'

export interface Member {
  /** Position of the method in the list of candidates. */
  candidate: number
  weight: number
}

/**
 * The best few methods, weighted by inverse backtest error. A mean of good methods is seldom beaten by the single
 * best one, which was partly lucky (Bates and Granger 1969; M3 and M4 competitions).
 *
 * @param scores backtest error per candidate, lower is better; NaN where a method did not run
 */
export function chooseMembers(scores: readonly number[], tuning: Tuning): Member[] {
  const ranked = scores
    .map((score, candidate) => ({ candidate, score }))
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => a.score - b.score || a.candidate - b.candidate)
  const best = ranked[0]
  if (!best) return []
  // a perfect method needs no company, and its weight would be infinite
  if (!(best.score > 1e-9)) return [{ candidate: best.candidate, weight: 1 }]
  const kept = ranked
    .slice(0, tuning.members)
    .filter(({ score }) => score <= best.score * tuning.tolerance)
    .map(({ candidate, score }) => ({ candidate, weight: score ** -tuning.sharpness }))
  const total = kept.reduce((sum, { weight }) => sum + weight, 0)
  return kept.map(({ candidate, weight }) => ({ candidate, weight: weight / total }))
}

/** Weighted mean of the members' paths; a member without a path leaves its weight to the others; null without any. */
export function blend(
  members: readonly Member[],
  pathOf: (candidate: number) => number[] | null,
): number[] | null {
  let total = 0
  let mixed: number[] | null = null
  for (const { candidate, weight } of members) {
    const path = pathOf(candidate)
    if (!path) continue
    total += weight
    mixed = path.map((point, i) => (mixed?.[i] ?? 0) + weight * point)
  }
  return mixed?.map((point) => point / total) ?? null
}
