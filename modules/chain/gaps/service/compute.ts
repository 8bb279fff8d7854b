import { runTold } from '#kernel/jobs'
import type { Ctx } from '#kernel/module'
import { reference } from '#modules/registry'
import type { GapFigures } from '../../contract/gaps.ts'
import { indexOf, type Network } from '../../domain/network.ts'
import { type Computation, selectNewestDone } from '../../runs/index.ts'
import { localTo } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { billDemand } from '../domain/bill-demand.ts'
import { type GapInput, gapInput } from '../domain/input.ts'
import { demandRanks, judge } from '../domain/judge.ts'
import type { NodeFigures } from '../domain/measure.ts'
import { reasonOf } from '../domain/reason.ts'
import { type GapRecord, insertGaps, selectDemandLines, selectRisks } from '../store/gaps.ts'

const WORKER = new URL('./measure.worker.ts', import.meta.url)

/** Scores every node of the chain as of the network's day. */
export const computeGaps: Computation = async (ctx, network, _run, { signal, progress }) => {
  const districts = await districtsOf(ctx)
  const lines = await selectDemandLines(ctx.db, await localRegions(ctx), network.asOf)
  const risk = await selectNewestDone(ctx.db, 'risk')
  const risks = risk && (await selectRisks(ctx.db, risk.id))
  const input = gapInput(
    network,
    districts.map(({ code }) => code),
    billDemand(lines, ancestorsIn(network)),
    risks,
  )
  const figures = await runTold<GapInput, NodeFigures[]>(WORKER, input, { signal, onProgress: progress })
  const { gap } = await settingsOf(ctx)
  const ranks = demandRanks(figures, network.nodes.tier)
  const isLibraryFilled = network.capabilities.firm.length > 0
  const rows = figures.map((of, node): GapRecord => {
    const verdict = judge(of, ranks[node] as number, gap, isLibraryFilled)
    const nearest = districts[of.nearestDistrict]
    const district = nearest ? { zh: nearest.name_zh, en: nearest.name_en } : null
    return {
      node: network.nodes.code[node] as string,
      state: verdict.state ?? 'unknown',
      score: verdict.priority,
      detail: {
        alsoPossible: verdict.alsoPossible,
        reason: reasonOf(of, verdict, { district }),
        scores: verdict.scores,
        figures: storedFigures(of, nearest?.code ?? null),
        coverage: orNull(of.coverage),
        trust: orNull(of.trust),
        facts: of.facts,
      },
    }
  })
  const counts = Object.fromEntries(
    [...Map.groupBy(rows, (row) => row.state)].map(([state, of]) => [state, of.length]),
  )
  return {
    result: { ...counts, nodes: rows.length, riskRun: risk?.id ?? null },
    write: ({ db }, runId) => insertGaps(db, runId, rows),
  }
}

/** The districts of the city, in the order of their numbers in the measurement. */
export async function districtsOf(ctx: Ctx) {
  return (await reference(ctx)).regions.filter(({ kind }) => kind === 'district')
}

async function localRegions(ctx: Ctx): Promise<string[]> {
  const known = await reference(ctx)
  const isLocal = localTo(ctx, known)
  return known.regions.map(({ code }) => code).filter(isLocal)
}

/** The code of a node and of those above it. */
export function ancestorsIn(network: Network): (node: string) => readonly string[] {
  const { nodes } = network
  const { nodeByCode } = indexOf(network)
  return (code) => {
    const path: string[] = []
    for (let at = nodeByCode.get(code) ?? -1; at >= 0; at = nodes.parent[at] as number)
      path.push(nodes.code[at] as string)
    return path
  }
}

const orNull = (value: number) => (Number.isNaN(value) ? null : value)

function storedFigures(of: NodeFigures, nearestDistrict: string | null): GapFigures {
  const { facts: _facts, coverage: _coverage, trust: _trust, ...figures } = of
  return {
    ...(Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, orNull(value)])) as Omit<
      GapFigures,
      'nearestDistrict'
    >),
    nearestDistrict,
  }
}
