import type { GapScores, GapState } from '../../contract/gaps.ts'
import type { GapRules } from '../../domain/settings.ts'
import type { NodeFigures } from './measure.ts'

/** What a node is, how certain that is, and how urgent. */
export interface Verdict {
  readonly state: GapState | null
  /** States that the bounds of the local share allow besides. */
  readonly alsoPossible: readonly GapState[]
  readonly scores: GapScores
  /** 0 … 100; null where demand is not known. */
  readonly priority: number | null
}

/**
 * Judges a node. Missing: no able maker here and none supplies local buyers. At risk: deliveries are concentrated and
 * hang on single suppliers that nobody here could replace, or one firm would stop a large share of the chain. Strong: enough able makers meet enough of the
 * demand; weak: everything else. Null where a library without any capability can say nothing.
 *
 * @param rank share of nodes of its tier with less demand, 0 … 1; NaN unknown
 */
export function judge(
  figures: NodeFigures,
  rank: number,
  rules: GapRules,
  isLibraryFilled: boolean,
): Verdict {
  const stateAt = (share: number) => (isLibraryFilled ? stateOf(figures, share, rules) : null)
  const state = stateAt(figures.localShare)
  const others = [figures.localShareLow, figures.localShareHigh].map(stateAt)
  const alsoPossible = [...new Set(others)].filter(
    (other): other is GapState => other !== null && other !== state,
  )
  const scores = scoresOf(figures, rank, rules)
  return { state, alsoPossible, scores, priority: priorityOf(figures, scores, state) }
}

function stateOf(figures: NodeFigures, share: number, rules: GapRules): GapState {
  if (figures.ableFirms === 0 && figures.localSuppliers === 0) return 'missing'
  const hangs =
    figures.concentration >= rules.riskConcentration && figures.irreplaceable >= rules.riskIrreplaceable
  if (hangs || figures.systemicRisk >= rules.riskSystemic) return 'at_risk'
  const meets = Number.isNaN(share) ? !hasDemand(figures) : share >= rules.strongShare
  return meets && figures.ableFirms >= rules.strongFirms ? 'strong' : 'weak'
}

const hasDemand = ({ demand, billDemand, suppliers }: NodeFigures) =>
  suppliers > 0 || demand > 0 || billDemand > 0

const score = (value: number) =>
  Number.isNaN(value) ? null : Math.round(1000 * Math.min(1, Math.max(0, value))) / 10

function scoresOf(figures: NodeFigures, rank: number, rules: GapRules): GapScores {
  const { demand, localSales } = figures
  const able = Math.min(1, figures.ableFirms / rules.strongFirms)
  return {
    demand: score(rank),
    capacity: score(demand > 0 && !Number.isNaN(localSales) ? localSales / demand : able),
    concentration: score(1 - figures.concentration),
    substitutability: score(figures.substitutable),
    relatedness: score(figures.relatedness),
    risk: score(1 - figures.systemicRisk / (2 * rules.riskSystemic)),
  }
}

/** Demand times what is not met here; of a node at risk also what could not be replaced. */
function priorityOf(figures: NodeFigures, { demand }: GapScores, state: GapState | null): number | null {
  if (demand === null || state === null) return null
  const met = state === 'missing' ? 0 : figures.localShare
  const unmet = Number.isNaN(met) ? 0.5 : 1 - met
  const exposed = state === 'at_risk' && !Number.isNaN(figures.substitutable) ? 1 - figures.substitutable : 0
  return Math.round(demand * Math.max(unmet, exposed) * 10) / 10
}

/**
 * For each node the share of nodes of its tier with less demand; NaN where its demand is unknown. Demand is what is bought
 * or, where bills ask for more, what the bills ask for.
 */
export function demandRanks(figures: readonly NodeFigures[], tier: ArrayLike<number>): Float64Array {
  const demand = figures.map(({ demand: bought, billDemand }) =>
    Number.isNaN(bought) ? billDemand : Number.isNaN(billDemand) ? bought : Math.max(bought, billDemand),
  )
  return Float64Array.from(demand, (value, node) => {
    if (Number.isNaN(value)) return Number.NaN
    const peers = demand.filter((other, at) => tier[at] === tier[node] && !Number.isNaN(other))
    if (peers.length === 1) return 1
    return peers.filter((other) => other < value).length / (peers.length - 1)
  })
}
