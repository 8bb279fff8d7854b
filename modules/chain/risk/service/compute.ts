import { availableParallelism } from 'node:os'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { type RiskSummary, riskRunInput } from '../../contract/risk.ts'
import type { Network } from '../../domain/network.ts'
import type { Computation } from '../../runs/index.ts'
import { settingsOf } from '../../service/settings.ts'
import type { RiskRules } from '../domain/assumptions.ts'
import { spreadOf } from '../domain/summary.ts'
import {
  CONVERGED,
  type DetailTask,
  type EsriColumns,
  type EsriTask,
  esriColumns,
  type FirmDetail,
} from '../domain/tasks.ts'
import { insertRisks, type RiskRecord } from '../store/risks.ts'
import { type Prepared, prepared, WORKER } from './prepared.ts'
import { inThreads, type ThreadsOptions } from './threads.ts'

/** Firms of which more is worked out in advance, and those of them also at the converged tolerance. */
const DETAILED = 1_000
const CHECKED = 50
const TOP_OF = 10
const MOST_A_BLOCK = 64
const BLOCKS = 400

/** ESRI of every firm on all cores, ranked, with what the first ones would stop. */
export function computeRisk(worker = WORKER): Computation {
  return async (ctx, network, run, { signal, progress }) => {
    const begun = performance.now()
    const rules = await rulesFor(ctx, run.input)
    const ready = await prepared(network, rules, worker)
    const { esri: found, order } = await rankAll(
      ready,
      rules,
      { signal, onProgress: (share) => progress(0.9 * share) },
      worker,
    )
    const details = await detailsOf(
      ready,
      rules,
      order,
      { signal, onProgress: (share) => progress(0.9 + 0.1 * share) },
      worker,
    )
    const records = recordsOf(network, found, order, details)
    const seconds = (performance.now() - begun) / 1000
    const summary = summaryOf(ready, rules, found, order, details, seconds)
    return { result: { ...summary }, write: (inside, runId) => insertRisks(inside.db, runId, records) }
  }
}

/** The city's assumptions, with what a run asks for otherwise. */
async function rulesFor(ctx: Ctx, input: Record<string, unknown>): Promise<RiskRules> {
  const asked = riskRunInput.safeParse(input)
  if (!asked.success) throw new AppError('chain.risk.inputInvalid', { input: JSON.stringify(input) })
  const { risk } = await settingsOf(ctx)
  return { ...risk, ...(asked.data.eps === undefined ? {} : { eps: asked.data.eps }) }
}

/** ESRI of all firms, and their numbers by falling ESRI (equal ones by size, then by number). */
export async function rankAll(
  { network }: Prepared,
  { eps }: Pick<RiskRules, 'eps'>,
  options: ThreadsOptions,
  worker = WORKER,
): Promise<{ esri: EsriColumns; order: Uint32Array }> {
  const { firms } = network
  const found = esriColumns(firms)
  const size = Math.min(MOST_A_BLOCK, Math.max(8, Math.ceil(firms / BLOCKS)))
  const task: EsriTask = { kind: 'esri', network, eps, size, found }
  await inThreads(worker, task, Math.ceil(firms / size), options)
  const order = Uint32Array.from({ length: firms }, (_, firm) => firm).sort(
    (a, b) =>
      (found.esri[b] as number) - (found.esri[a] as number) ||
      (network.output[b] as number) - (network.output[a] as number) ||
      a - b,
  )
  return { esri: found, order }
}

async function detailsOf(
  { network }: Prepared,
  { eps, stoppedFrom }: RiskRules,
  order: Uint32Array,
  options: ThreadsOptions,
  worker: URL,
): Promise<Map<number, FirmDetail>> {
  const firms = order.slice(0, DETAILED)
  const task: DetailTask = { kind: 'detail', network, eps, stoppedFrom, firms, converged: CHECKED }
  return inThreads<DetailTask, FirmDetail>(worker, task, firms.length, options)
}

function recordsOf(
  { firms }: Network,
  found: EsriColumns,
  order: Uint32Array,
  details: ReadonlyMap<number, FirmDetail>,
): RiskRecord[] {
  return Array.from(order, (firm, at) => {
    const detail = details.get(at)
    return {
      id: firms.id[firm] as string,
      esri: found.esri[firm] as number,
      down: found.down[firm] as number,
      up: found.up[firm] as number,
      steps: found.steps[firm] as number,
      position: at + 1,
      detail: detail
        ? {
            ...detail,
            top: detail.top.map(({ firm: of, loss }) => ({ id: firms.id[of] as string, loss })),
          }
        : null,
    }
  })
}

function summaryOf(
  { network, coverage }: Prepared,
  rules: RiskRules,
  found: EsriColumns,
  order: Uint32Array,
  details: ReadonlyMap<number, FirmDetail>,
  seconds: number,
): RiskSummary {
  const ranked = Float64Array.from(order, (firm) => found.esri[firm] as number)
  const { curve, ...spread } = spreadOf(ranked)
  let steps = 0
  let mostSteps = 0
  let lastRise = 0
  for (let firm = 0; firm < network.firms; firm++) {
    steps += found.steps[firm] as number
    mostSteps = Math.max(mostSteps, found.steps[firm] as number)
    lastRise = Math.max(lastRise, (found.esri[firm] as number) - (found.previous[firm] as number))
  }
  return {
    eps: rules.eps,
    size: rules.size,
    essentiality: rules.essentiality,
    byTrust: rules.byTrust,
    stoppedFrom: rules.stoppedFrom,
    seconds,
    threads: availableParallelism(),
    coverage,
    ...spread,
    curve: [...curve],
    meanSteps: network.firms > 0 ? steps / network.firms : 0,
    mostSteps,
    lastRise,
    convergence: convergenceOf(ranked, details),
  }
}

/** How far the first firms' figures are from those at the converged tolerance. */
function convergenceOf(
  ranked: Float64Array,
  details: ReadonlyMap<number, FirmDetail>,
): RiskSummary['convergence'] {
  const checked = [...details].flatMap(([at, { converged }]) =>
    converged === null ? [] : [{ at, esri: ranked[at] as number, converged }],
  )
  if (checked.length === 0) return null
  const short = checked.map(({ esri, converged }) => Math.max(0, converged - esri))
  const of = Math.min(TOP_OF, checked.length)
  const first = [...checked].sort((a, b) => b.converged - a.converged || a.at - b.at).slice(0, of)
  return {
    firms: checked.length,
    eps: CONVERGED,
    meanShort: short.reduce((sum, value) => sum + value, 0) / checked.length,
    mostShort: Math.max(...short),
    sameTop: first.filter(({ at }) => at < of).length,
    of,
  }
}
