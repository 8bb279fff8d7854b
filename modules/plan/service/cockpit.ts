import type { EndpointReply } from '#kernel/contract'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { type LibrarySummary, librarySummary } from '#modules/registry'
import { type getCockpit, TARGET_STATES, type TargetGlance } from '../contract.ts'
import { changesSince, decisionsFor, type MeasureFacts } from '../domain/attention.ts'
import { addMonths } from '../domain/months.ts'
import { selectPressing } from '../store/measure.ts'
import { selectCorrections } from '../store/observation.ts'
import { readRevision } from '../store/revision.ts'
import { selectStatesAt } from '../store/target.ts'
import { type Board, readBoard, today } from './board.ts'
import { districtValues } from './district-values.ts'
import { glanceOf, headOf, taskOf } from './glance.ts'
import { indicatorOf } from './indicators.ts'

export type Cockpit = EndpointReply<typeof getCockpit>

const MAP_INDICATOR = 'registry.parts_enterprises'
const MAX_KEPT = 100

/** Cockpits that stay right until plan or library change, or the day does; one for each district asked for. */
const kept = new WeakMap<object, { stamp: string; byRegion: Map<string | null, Promise<Cockpit>> }>()

const withoutMeasures = new WeakMap<Cockpit, Cockpit>()

/** The cockpit, frozen, for it is given to many. Two small reads when nothing changed since the last time it was made. */
export async function cockpit(ctx: Ctx, region: string | null = null): Promise<Cockpit> {
  if (region !== null && !ctx.kernel.pack.regions.some(({ code }) => code === region)) {
    throw new AppError('plan.region.unknown', { value: region }, { field: 'query.district' })
  }
  const library = await librarySummary(ctx)
  const stamp = `${await readRevision(ctx.db)} ${library.revision} ${today(ctx)}`
  let known = kept.get(ctx.kernel)
  if (known?.stamp !== stamp || known.byRegion.size > MAX_KEPT) {
    known = { stamp, byRegion: new Map() }
    kept.set(ctx.kernel, known)
  }
  const { byRegion } = known
  const making = byRegion.get(region) ?? makeCockpit(ctx, region, library)
  byRegion.set(region, making)
  const made = await making.catch((error: unknown) => {
    byRegion.delete(region)
    throw error
  })
  // Whose measures are late is for those who may read measures.
  if (ctx.kernel.permissions.decide(ctx.actor, 'plan.measure.read').allowed) return made
  const before = withoutMeasures.get(made)
  if (before) return before
  const decisions = made.decisions.filter(({ kind }) => !kind.startsWith('measure_'))
  const less = Object.freeze({ ...made, decisions })
  withoutMeasures.set(made, less)
  return less
}

async function makeCockpit(ctx: Ctx, region: string | null, library: LibrarySummary): Promise<Cockpit> {
  const board = await readBoard(ctx, { region })
  const head = {
    asOf: today(ctx),
    synthetic: library.synthetic,
    enterprises: library.enterprises,
    map: await mapOf(ctx, board),
  }
  const counts = Object.fromEntries(TARGET_STATES.map((state) => [state, 0])) as Cockpit['counts']
  if (!board)
    return Object.freeze({ plan: null, tasks: [], targets: [], counts, changes: [], decisions: [], ...head })
  const targets = board.targets.map((view) => glanceOf(view, board.asOf, region))
  for (const { state } of targets) counts[state]++
  return Object.freeze({
    plan: headOf(board.plan),
    tasks: board.tasks.map(taskOf),
    targets,
    counts,
    changes: await changes(ctx, targets, board.asOf),
    decisions: decisionsFor(targets, await pressing(ctx, board), board.asOf),
    ...head,
  })
}

async function changes(
  ctx: Ctx,
  targets: readonly TargetGlance[],
  asOf: string,
): Promise<Cockpit['changes']> {
  const ids = targets.map(({ id }) => id)
  const monthAgo = addMonths(asOf, -1)
  const states = await selectStatesAt(ctx.db, ids, monthAgo)
  const corrections = await selectCorrections(ctx.db, ids, new Date(`${monthAgo}T00:00:00Z`))
  return changesSince(targets, states, new Map(corrections.map((row) => [row.target_id, row])))
}

async function pressing(ctx: Ctx, board: Board): Promise<MeasureFacts[]> {
  const rows = await selectPressing(ctx.db, board.plan.id, board.asOf)
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    titleEn: row.title_en,
    state: row.state,
    dueOn: row.due_on,
    blocker: row.blocker,
    owner: row.owner_name ?? row.department,
  }))
}

/** District values of the indicator on the map, from the observations of the target that is bound to it. */
async function mapOf(ctx: Ctx, board: Board | undefined): Promise<Cockpit['map']> {
  const titles = indicatorOf(ctx, MAP_INDICATOR)?.indicator.titles
  const target = board?.targets.find(({ row }) => row.indicator === MAP_INDICATOR)
  const rows = target && board ? await districtValues(ctx, target, board.asOf) : []
  return {
    indicator: MAP_INDICATOR,
    titleZh: titles?.zh ?? '',
    titleEn: titles?.en ?? '',
    values: rows.map(({ region, value, hidden }) => ({ region: region!, value, hidden })),
  }
}
