import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { reference } from '#modules/registry'
import {
  GAP_STATES,
  type GapFigures,
  type GapRow,
  type GapScores,
  type GapState,
} from '../../contract/gaps.ts'
import type { RunRow } from '../../runs/index.ts'
import { FEW, seesAllFirms } from '../../service/sight.ts'
import { type GapRecord, selectGaps } from '../store/gaps.ts'

/** How a list of nodes is narrowed. */
export interface GapQuery {
  readonly state?: string
  readonly tier?: number
  readonly below?: string
  readonly key?: 'true'
  readonly q?: string
  readonly sort?: string
}

/** The rows of a run as the caller may see them, narrowed and sorted. */
export async function gapRows(ctx: Ctx, run: RunRow | undefined, query: GapQuery): Promise<GapRow[]> {
  if (!run) return []
  const known = await reference(ctx)
  const records = new Map((await selectGaps(ctx.db, run.id)).map((record) => [record.node, record]))
  const open = seesAllFirms(ctx)
  const rows = known.nodes.flatMap((node) => {
    const record = records.get(node.code)
    if (!record) return []
    const row = {
      node: node.code,
      nameZh: node.name_zh,
      nameEn: node.name_en,
      parent: node.parent,
      tier: node.tier,
      keyLink: node.key_link,
      ...shown(record),
    }
    return [open ? row : withheld(row)]
  })
  const below = query.below === undefined ? undefined : new Set(known.below(query.below))
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const textOf = (code: string) => {
    const node = known.nodeByCode.get(code)
    return [code, node?.name_zh, node?.name_en, ...(node?.synonyms_zh ?? []), ...(node?.synonyms_en ?? [])]
      .join(' ')
      .toLowerCase()
  }
  const states = query.state?.split(',')
  return rows
    .filter(
      (row) =>
        (!states || states.includes(row.state ?? 'unknown')) &&
        (query.tier === undefined || row.tier === query.tier) &&
        (!below || below.has(row.node)) &&
        (!query.key || row.keyLink) &&
        words.every((word) => textOf(row.node).includes(word)),
    )
    .sort(orderOf(query.sort ?? '-priority'))
}

function shown({ state, score, detail }: GapRecord) {
  return {
    state: state === 'unknown' ? null : state,
    alsoPossible: [...detail.alsoPossible],
    priority: score,
    reason: detail.reason,
    scores: detail.scores,
    figures: detail.figures,
    coverage: detail.coverage,
    trust: detail.trust,
    facts: detail.facts,
    hidden: false,
  }
}

/** Money, shares and what follows from them: a node with few firms keeps them from rivals. Counts of firms are public. */
function withheld(row: GapRow): GapRow {
  const { firms, ableFirms, suppliers, localSuppliers, relatedness, nearestDistrict } = row.figures
  const behind = Math.max(suppliers, firms)
  if (behind === 0 || Math.min(suppliers || firms, firms || suppliers) >= FEW) return row
  const figures: GapFigures = {
    ...(Object.fromEntries(Object.keys(row.figures).map((key) => [key, null])) as unknown as GapFigures),
    firms,
    ableFirms,
    suppliers,
    localSuppliers,
    relatedness,
    nearestDistrict,
  }
  const scores: GapScores = {
    demand: null,
    capacity: null,
    concentration: null,
    substitutability: null,
    relatedness: row.scores.relatedness,
    risk: null,
  }
  return {
    ...row,
    figures,
    scores,
    priority: null,
    alsoPossible: [],
    coverage: null,
    hidden: true,
    reason: {
      zh: '背后企业不足 5 家，数值不对外显示。',
      en: 'Fewer than five firms stand behind the figures: they are withheld.',
    },
  }
}

const FIGURES = new Set(['demand', 'localShare', 'concentration', 'relatedness', 'systemicRisk', 'ableFirms'])

function orderOf(sort: string): (a: GapRow, b: GapRow) => number {
  const down = sort.startsWith('-')
  const key = down ? sort.slice(1) : sort
  const value = (row: GapRow): number | string | null => {
    if (key === 'priority' || key === 'coverage' || key === 'tier' || key === 'facts') return row[key]
    if (key === 'node') return row.node
    if (key === 'state') return row.state === null ? null : GAP_STATES.indexOf(row.state)
    if (FIGURES.has(key)) return row.figures[key as keyof GapFigures]
    throw new AppError('chain.gaps.sortUnknown', { sort: key })
  }
  // What is unknown stands last, whichever way round.
  return (a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return x === y ? a.node.localeCompare(b.node) : x === null ? 1 : -1
    const order = x < y ? -1 : x > y ? 1 : 0
    return (down ? -order : order) || a.node.localeCompare(b.node)
  }
}

/** How many nodes are in each state. */
export function countStates(rows: readonly GapRow[]): Record<GapState | 'unknown', number> {
  const counts = { strong: 0, weak: 0, missing: 0, at_risk: 0, unknown: 0 }
  for (const row of rows) counts[row.state ?? 'unknown']++
  return counts
}
