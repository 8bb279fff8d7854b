import { LOCAL, OUTSIDE, UNKNOWN_PLACE } from '../../domain/network.ts'
import { contentsOf, knownShares, systemOf, TRACED } from './content.ts'
import { type Lever, type LeverLine, leversOf } from './levers.ts'
import type { ProductGraph } from './product-graph.ts'
import type { Counted, RateLine } from './rates.ts'
import { type Tier, waterfall } from './waterfall.ts'

/** What is computed away from the main thread; the first `products` entries of the columns are the assemblies. */
export interface LocalTask {
  readonly graph: ProductGraph
  readonly threshold: number
  /** Of each product and line: vehicles a year, fen a vehicle, node, supplier, and whether it goes into the vehicle itself. */
  readonly weight: Float64Array
  readonly cost: Float64Array
  readonly node: Uint16Array
  readonly supplier: Int32Array
  readonly isTop: Uint8Array
  /** False leaves the levers out: for a past date, or another threshold. */
  readonly withLevers: boolean
}

export interface LocalOutcome {
  /** Share of each line's value whose place is known, and how much of it counts. */
  readonly known: Float64Array
  readonly counted: Readonly<Record<keyof RateLine['counted'], Columns>>
  readonly tiers: readonly Tier[]
  readonly levers: readonly Lever[]
}
interface Columns {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/** Solves the system under all definitions, and for every lever. */
export function computeLocal(
  task: LocalTask,
  progress: (share: number) => void = () => undefined,
): LocalOutcome {
  const { graph, threshold } = task
  const system = systemOf(graph)
  const count = task.weight.length
  // The assembly's own value counts by its place alone.
  const isAssembly = (node: number) => node < graph.products
  const isAt = (node: number, ...places: number[]) => Number(places.includes(graph.place[node] as number))
  const through = knownShares(system)
  const column = (value: (node: number) => number) =>
    Float64Array.from({ length: count }, (_, node) => value(node))
  const known = column((node) => (isAssembly(node) ? isAt(node, LOCAL, OUTSIDE) : (through[node] as number)))
  const counted = {} as Record<keyof RateLine['counted'], Columns>
  for (const [done, definition] of TRACED.entries()) {
    const { lower, upper } = contentsOf(system, definition, threshold)
    counted[definition] = {
      lower: column((node) => (isAssembly(node) ? isAt(node, LOCAL) : (lower[node] as number))),
      upper: column((node) =>
        isAssembly(node) ? isAt(node, LOCAL, UNKNOWN_PLACE) : (upper[node] as number),
      ),
    }
    progress(0.1 * (done + 1))
  }
  const outcome = { known, counted, tiers: waterfall(system, task.weight.subarray(0, graph.products)) }
  const levers = task.withLevers
    ? leversOf(system, leverLines(task, outcome), threshold, (share) => progress(0.3 + 0.7 * share))
    : []
  return { ...outcome, levers }
}

/** The lines as the rates see them, in the order of the task's columns. */
export function rateLines(task: LocalTask, outcome: Pick<LocalOutcome, 'known' | 'counted'>): RateLine[] {
  return Array.from(task.weight, (weight, at) => ({
    kind: at < task.graph.products ? 'assembly' : 'line',
    weight,
    cost: task.cost[at] as number,
    place: task.graph.place[at] as number,
    known: outcome.known[at] as number,
    counted: Object.fromEntries(
      TRACED.map((definition): [string, Counted] => {
        const { lower, upper } = outcome.counted[definition]
        return [definition, { lower: lower[at] as number, upper: upper[at] as number }]
      }),
    ) as RateLine['counted'],
  }))
}

function leverLines(task: LocalTask, outcome: Pick<LocalOutcome, 'known' | 'counted'>): LeverLine[] {
  return rateLines(task, outcome).map((line, at) => ({
    ...line,
    node: task.node[at] as number,
    supplier: task.supplier[at] as number,
    isTop: task.isTop[at] === 1,
  }))
}
