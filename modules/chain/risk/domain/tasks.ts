import { sharedMemory } from '#engines/graph'
import {
  cascadeOf,
  type DaysOptions,
  type EsriFigures,
  esriOfShock,
  esriRanges,
  explainShock,
  followDays,
  type RiskNetwork,
  riskNetwork,
  type StopPath,
} from '#engines/systemic-risk'
import { engineInput, type RiskColumns } from './columns.ts'
import { type Losses, lossesOf, noMoreThan } from './losses.ts'
import { secondSources } from './second-sources.ts'

/** Tolerance of the figures that are called converged. */
export const CONVERGED = 1e-6
/** Firms that lose most, kept of each of the first firms. */
export const TOP = 5

/** Makes the network ready, in memory that all threads share. */
export interface BuildTask {
  readonly kind: 'build'
  readonly columns: RiskColumns
}

/** ESRI of all firms; block `b` is `size` of them from `b * size` on. Results go into shared columns. */
export interface EsriTask {
  readonly kind: 'esri'
  readonly network: RiskNetwork
  readonly eps: number
  readonly size: number
  readonly found: EsriColumns
}
export interface EsriColumns {
  readonly esri: Float64Array
  readonly down: Float64Array
  readonly up: Float64Array
  readonly previous: Float64Array
  readonly steps: Uint32Array
}

/** More about some firms; each is a block, and answers with a {@link FirmDetail}. */
export interface DetailTask {
  readonly kind: 'detail'
  readonly network: RiskNetwork
  readonly eps: number
  readonly stoppedFrom: number
  readonly firms: Uint32Array
  /** So many of the first ones also at the converged tolerance. */
  readonly converged: number
}
export interface FirmDetail {
  readonly reached: number
  readonly stopped: number
  readonly top: readonly { readonly firm: number; readonly loss: number }[]
  readonly converged: number | null
}

/** One shock: firms and the share that each loses. Answers with a {@link ShockReply}. */
export interface ShockTask {
  readonly kind: 'shock'
  readonly network: RiskNetwork
  readonly eps: number
  readonly firm: Uint32Array
  readonly share: Float64Array
  /** So many of the largest losses are explained by the firms that they come through. */
  readonly paths: number
}
export interface ShockReply {
  readonly figures: EsriFigures
  readonly converged: number
  readonly losses: Losses
  readonly paths: readonly StopPath[]
}

/** A shock followed in time. Answers with the engine's outcome. */
export interface DaysTask {
  readonly kind: 'days'
  readonly network: RiskNetwork
  readonly firm: Uint32Array
  readonly share: Float64Array
  readonly options: DaysOptions
}

/** What second sources would save of one firm's failing. Answers with `SecondReply`. */
export interface SecondTask {
  readonly kind: 'second'
  readonly network: RiskNetwork
  readonly eps: number
  readonly firm: number
}

export type RiskTask = BuildTask | EsriTask | DetailTask | ShockTask | DaysTask | SecondTask

/** Shared memory for the results of all firms. */
export function esriColumns(firms: number): EsriColumns {
  const floats = () => new Float64Array(sharedMemory(firms * 8))
  return {
    esri: floats(),
    down: floats(),
    up: floats(),
    previous: floats(),
    steps: new Uint32Array(sharedMemory(firms * 4)),
  }
}

/** What a thread does with each block of a task. */
export function prepare(task: RiskTask): (block: number) => unknown {
  switch (task.kind) {
    case 'build':
      return () => riskNetwork(engineInput(task.columns), sharedMemory)
    case 'esri':
      return esriBlocks(task)
    case 'detail':
      return detailBlocks(task)
    case 'shock':
      return () => shock(task)
    case 'days':
      return () => followDays(task.network, task, task.options)
    case 'second':
      return () => secondSources(task.network, task.firm, task.eps)
  }
}

function esriBlocks({ network, eps, size, found }: EsriTask): (block: number) => undefined {
  const range = esriRanges(network, { eps })
  return (block) => {
    const from = block * size
    const table = range(from, Math.min(network.firms, from + size))
    for (const key of ['esri', 'down', 'up', 'previous', 'steps'] as const) found[key].set(table[key], from)
    return undefined
  }
}

function detailBlocks({ network, eps, stoppedFrom, firms, converged }: DetailTask) {
  const shocks = cascadeOf(network, { eps })
  const fine = cascadeOf(network, { eps: CONVERGED, order: 'queue' })
  return (block: number): FirmDetail => {
    const firm = firms[block] as number
    const losses = lossesOf(network, shocks.shock({ firm: [firm] }), new Set([firm]))
    return {
      reached: losses.firm.length,
      stopped: losses.loss.filter((loss) => loss >= stoppedFrom).length,
      top: [...losses.firm.subarray(0, TOP)].map((of, at) => ({ firm: of, loss: losses.loss[at] as number })),
      converged: block < converged ? fine.firm(firm).esri : null,
    }
  }
}

function shock({ network, eps, firm, share, paths }: ShockTask): ShockReply {
  const asked = explainShock(network, { firm, share }, { eps })
  const { firm: _firm, lossDown: _down, lossUp: _up, ...figures } = asked.outcome
  const losses = lossesOf(network, asked.outcome, noMoreThan(asked.outcome, { firm, share }))
  return {
    figures,
    converged: esriOfShock(network, { firm, share }, { eps: CONVERGED, order: 'queue' }).esri,
    losses,
    paths: [...losses.firm.subarray(0, paths)].flatMap((of) => asked.explain(of) ?? []),
  }
}
