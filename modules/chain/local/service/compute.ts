import { runTold } from '#kernel/jobs'
import type { Ctx } from '#kernel/module'
import { reference } from '#modules/registry'
import type { LocalScope } from '../../contract/local.ts'
import { type Network, NONE, UNKNOWN_PLACE } from '../../domain/network.ts'
import { LOCAL_DEFINITIONS, type LocalDefinition } from '../../domain/settings.ts'
import { type Computation, type RunRow, selectNewestDone } from '../../runs/index.ts'
import { settingsOf } from '../../service/settings.ts'
import { type Change, changeOf, type DatedLine } from '../domain/compare.ts'
import { productGraph } from '../domain/product-graph.ts'
import { type Rates, ratesOf } from '../domain/rates.ts'
import { type LocalOutcome, type LocalTask, rateLines } from '../domain/task.ts'
import {
  insertResult,
  type LeverRecord,
  type LineRecord,
  type ModelRecord,
  type RateRecord,
  selectLineRecords,
  selectModelRecords,
} from '../store/results.ts'
import { type ReadModel, readModels } from './products.ts'

/** What the run itself keeps: enough for the overview, the trend and the next comparison. */
export interface LocalSummary {
  readonly definition: LocalDefinition
  readonly threshold: number
  readonly rates: Rates
  readonly changes: Partial<Record<LocalDefinition, Change>>
  readonly tiers: LocalOutcome['tiers']
  readonly counts: {
    readonly models: number
    readonly modelsWithoutBill: number
    readonly oems: number
    readonly lines: number
    readonly linesWithoutCost: number
    readonly linesWithoutPlace: number
    readonly firms: number
    readonly firmsWithInputs: number
    readonly faults: number
  }
}

/** Solves the system, somewhere where it holds nobody up. */
export type Solve = (
  task: LocalTask,
  options: { readonly signal?: AbortSignal; readonly onProgress: (share: number) => void },
) => Promise<LocalOutcome>

const WORKER = new URL('./compute.worker.ts', import.meta.url)
export const solveInWorker: Solve = (task, options) => runTold<LocalTask, LocalOutcome>(WORKER, task, options)

/** The local sourcing rates of everything, as of the network's day. */
export function computeRates(solve: Solve = solveInWorker): Computation {
  return async (ctx, network, _run, { signal, progress }) => {
    const settings = await settingsOf(ctx)
    const read = await readModels(ctx, network, settings, network.asOf)
    const withBill = read.filter(({ lines }) => lines.length > 0)
    const task = taskOf(network, withBill, settings.originThreshold, true)
    const outcome = await solve(task, { signal, onProgress: (share) => progress(share * 0.9) })
    const lines = recordsOf(network, withBill, task, outcome)
    const top = lines.filter(({ level }) => level <= 1)
    const rates = ratesOf(asLines(top))
    const previous = await selectNewestDone(ctx.db, 'local')
    const changes = previous
      ? await changesSince(
          ctx,
          previous,
          { rates, top, threshold: settings.originThreshold },
          async (threshold) => {
            const again = { ...task, threshold, withLevers: false }
            const old = await solve(again, { signal, onProgress: () => undefined })
            return asLines(recordsOf(network, withBill, again, old).filter(({ level }) => level <= 1))
          },
        )
      : {}
    const models = modelRecords(read, withBill, task)
    const districts = (await reference(ctx)).regions.filter(({ kind }) => kind === 'district')
    const result = {
      lines,
      models,
      rates: allRates(network, lines, models, new Set(districts.map(({ code }) => code))),
      levers: leverRecords(network, outcome),
    }
    const summary: LocalSummary = {
      definition: settings.localDefinition,
      threshold: settings.originThreshold,
      rates,
      changes,
      tiers: outcome.tiers,
      counts: {
        models: withBill.length,
        modelsWithoutBill: read.length - withBill.length,
        oems: new Set(models.map(({ oemId }) => oemId)).size,
        lines: lines.filter(({ kind }) => kind === 'line').length,
        linesWithoutCost: lines.filter(({ cost }) => cost === null).length,
        linesWithoutPlace: lines.filter(({ kind, place }) => kind === 'line' && place === UNKNOWN_PLACE)
          .length,
        firms: task.graph.traced.firms,
        firmsWithInputs: task.graph.traced.withInputs,
        faults: models.reduce((sum, { faults }) => sum + faults.length, 0),
      },
    }
    return {
      result: { ...summary },
      async write(inside, runId) {
        await insertResult(inside.db, runId, result)
        await inside.kernel.events.emit(inside, {
          type: 'plan.refresh.wanted',
          stream: 'chain.local',
          payload: {},
        })
      },
    }
  }
}

/** The columns that the system is solved on: assemblies first, then the lines of one model after the other. */
export function taskOf(
  network: Network,
  models: readonly ReadModel[],
  threshold: number,
  withLevers: boolean,
): LocalTask {
  const graph = productGraph(
    network,
    models.map(({ product }) => product),
  )
  const isVolumeKnown = models.some(({ product }) => product.volume !== null)
  // Without any volume all models count alike; beside known ones a model of unknown volume weighs nothing.
  const weights = models.map(({ product }) => product.volume ?? (isVolumeKnown ? 0 : 1))
  const lines = models.flatMap(({ product }, at) =>
    product.bill.lines.map((line) => ({ line, weight: weights[at] as number })),
  )
  const both = <T>(ofModel: (at: number) => T, ofLine: (at: number) => T): T[] => [
    ...models.keys().map(ofModel),
    ...lines.keys().map(ofLine),
  ]
  return {
    graph,
    threshold,
    withLevers,
    weight: Float64Array.from(
      both(
        (at) => weights[at] as number,
        (at) => lines[at]?.weight ?? 0,
      ),
    ),
    cost: Float64Array.from(
      both(
        (at) => graph.bills[at]?.assemblyValue ?? Number.NaN,
        (at) => graph.lineCost[at] as number,
      ),
    ),
    node: Uint16Array.from(
      both(
        () => NONE,
        (at) => lines[at]?.line.node ?? NONE,
      ),
    ),
    supplier: Int32Array.from(
      both(
        () => -1,
        (at) => lines[at]?.line.supplier ?? -1,
      ),
    ),
    isTop: Uint8Array.from(
      both(
        () => 0,
        (at) => Number((lines[at]?.line.parent ?? 0) < 0),
      ),
    ),
  }
}

/** The lines as they are kept, the assembly of each model before its parts. */
export function recordsOf(
  network: Network,
  models: readonly ReadModel[],
  task: LocalTask,
  outcome: Pick<LocalOutcome, 'known' | 'counted'>,
): LineRecord[] {
  const rates = rateLines(task, outcome)
  const costOf = (at: number) =>
    Number.isNaN(rates[at]?.cost ?? Number.NaN) ? null : (rates[at]?.cost as number)
  return models.flatMap(({ stored, lines, lineTrust, trust, product }, model) => {
    const first = task.graph.firstLine[model] as number
    const levels: number[] = []
    const { id: modelId, sourceKind, source, observedOn } = stored
    const assembly: LineRecord = {
      ...(rates[model] as (typeof rates)[number]),
      id: modelId,
      modelId,
      parentId: null,
      level: 0,
      position: 0,
      node: null,
      part: stored.name,
      supplierId: product.oem < 0 ? null : stored.oemId,
      cost: costOf(model),
      sourceKind,
      source,
      observedOn,
      trust,
    }
    const parts = lines.map((line, at): LineRecord => {
      const { parent, node } = product.bill.lines[at] as (typeof product.bill.lines)[number]
      levels[at] = parent < 0 ? 1 : (levels[parent] as number) + 1
      return {
        ...(rates[first + at] as (typeof rates)[number]),
        id: line.id,
        modelId,
        parentId: line.parentId,
        level: levels[at] as number,
        position: at + 1,
        node: node === NONE ? null : (network.nodes.code[node] as string),
        part: line.part,
        supplierId: line.supplierId,
        cost: costOf(first + at),
        sourceKind: line.sourceKind,
        source: line.source,
        observedOn: line.observedOn,
        trust: lineTrust[at] as number,
      }
    })
    return [assembly, ...parts]
  })
}

/** Records as the rates take them: an unknown cost is NaN there. */
export const asLines = (records: readonly LineRecord[]): (DatedLine & LineRecord)[] =>
  records.map((record) => ({ ...record, cost: record.cost ?? Number.NaN })) as (DatedLine & LineRecord)[]

async function changesSince(
  ctx: Ctx,
  previous: RunRow,
  now: { readonly rates: Rates; readonly top: readonly LineRecord[]; readonly threshold: number },
  byRule: (threshold: number) => Promise<DatedLine[]>,
): Promise<LocalSummary['changes']> {
  const before = previous.result as unknown as LocalSummary
  const lines = asLines(await selectLineRecords(ctx.db, previous.id, { top: true }))
  const sold = new Set((await selectModelRecords(ctx.db, previous.id)).map(({ id }) => id))
  const byOldRule = before.threshold === now.threshold ? now.rates : ratesOf(await byRule(before.threshold))
  const changes: LocalSummary['changes'] = {}
  for (const definition of LOCAL_DEFINITIONS) {
    const [then, value] = [before.rates[definition].value, now.rates[definition].value]
    if (then === null || value === null) continue
    changes[definition] = changeOf(
      definition,
      { value: then, lines, sold },
      { value, lines: asLines(now.top), byOldRule: byOldRule[definition].value ?? value },
    )
  }
  return changes
}

export function modelRecords(
  read: readonly ReadModel[],
  withBill: readonly ReadModel[],
  { graph }: LocalTask,
): ModelRecord[] {
  return read.map(({ stored, trust, product, lines }) => {
    const bill = graph.bills[withBill.findIndex((one) => one.stored === stored)]
    const isRelative = bill?.faults.some(({ code }) => code === 'relative') ?? true
    return {
      id: stored.id,
      code: stored.code,
      name: stored.name,
      oemId: product.oem < 0 ? null : stored.oemId,
      segment: stored.segment,
      powertrain: stored.powertrain,
      volume: stored.volume,
      region: stored.assemblyRegion,
      cost: bill && !isRelative ? bill.vehicleCost : null,
      hasBill: bill !== undefined,
      faults: (bill?.faults ?? []).map((fault) => ({ ...fault, part: lines[fault.line]?.part ?? null })),
      sourceKind: stored.sourceKind,
      source: stored.source,
      observedOn: stored.observedOn,
      trust,
    }
  })
}

/** The rates of every scope. `firms` says how many firms stand behind a figure. */
function allRates(
  network: Network,
  lines: readonly LineRecord[],
  models: readonly ModelRecord[],
  districts: ReadonlySet<string>,
): RateRecord[] {
  const top = lines.filter(({ level }) => level <= 1)
  const of = (scope: LocalScope, scopeId: string, own: readonly LineRecord[], firms: number): RateRecord[] =>
    Object.entries(ratesOf(asLines(own))).map(([definition, rate]) => ({
      ...rate,
      definition: definition as LocalDefinition,
      scope,
      scopeId,
      firms,
    }))
  const byModel = Map.groupBy(top, ({ modelId }) => modelId)
  const grouped = (scope: LocalScope, keyOf: (model: ModelRecord) => string | null) =>
    [...Map.groupBy(models, keyOf)].flatMap(([key, own]) => {
      const members = own.flatMap(({ id }) => byModel.get(id) ?? [])
      return key === null || members.length === 0
        ? []
        : of(scope, key, members, new Set(own.map(({ oemId }) => oemId)).size)
    })
  return [
    ...of('city', '', top, suppliersOf(top)),
    ...grouped('oem', ({ oemId }) => oemId),
    ...grouped('model', ({ id }) => id),
    ...grouped('district', ({ region }) => (region !== null && districts.has(region) ? region : null)),
    ...[...linesByNode(network, lines)].flatMap(([code, own]) => of('node', code, own, suppliersOf(own))),
  ]
}

const suppliersOf = (lines: readonly LineRecord[]) =>
  new Set(lines.flatMap(({ supplierId }) => (supplierId === null ? [] : [supplierId]))).size

/**
 * What is bought of a node and of everything below it: lines of it that are no part of another of its lines, so that
 * nothing counts twice.
 */
export function linesByNode(network: Network, lines: readonly LineRecord[]): Map<string, LineRecord[]> {
  const { code, parent } = network.nodes
  const at = new Map(code.map((name, index) => [name, index]))
  const byId = new Map(lines.map((line) => [line.id, line]))
  const above = (node: string | null): string[] => {
    const path: string[] = []
    for (let up = node === null ? -1 : (at.get(node) ?? -1); up >= 0; up = parent[up] as number)
      path.push(code[up] as string)
    return path
  }
  const found = new Map<string, LineRecord[]>()
  for (const line of lines) {
    if (line.kind === 'assembly') continue
    const covered = new Set<string>()
    for (let up = line.parentId; up !== null; up = byId.get(up)?.parentId ?? null)
      for (const node of above(byId.get(up)?.node ?? null)) covered.add(node)
    for (const node of above(line.node)) {
      if (covered.has(node)) continue
      const list = found.get(node)
      if (list) list.push(line)
      else found.set(node, [line])
    }
  }
  return found
}

/** Makers of a node count when they make it in series or small batches. */
const ABLE = 3

function leverRecords(network: Network, { levers }: LocalOutcome): LeverRecord[] {
  const makers = makersByNode(network)
  return levers.flatMap(({ kind, at, ...lever }) => {
    const id = kind === 'supplier' ? network.firms.id[at] : network.nodes.code[at]
    const able = kind === 'supplier' ? 0 : (makers[at]?.size ?? 0)
    // Without a maker in the city nothing can be moved to one: such a node is a case for recruiting.
    return id === undefined || (kind === 'node' && able === 0) ? [] : [{ kind, id, makers: able, ...lever }]
  })
}

function makersByNode({ capabilities, firms, nodes }: Network): Set<number>[] {
  const makers = nodes.code.map(() => new Set<number>())
  for (const [row, firm] of capabilities.firm.entries())
    if ((capabilities.stage[row] as number) >= ABLE && firms.place[firm] === 1)
      makers[capabilities.node[row] as number]?.add(firm)
  return makers
}
