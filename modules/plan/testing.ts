import { join } from 'node:path'
import { authMigrations, compilePermissions } from '#kernel/auth'
import { testConfig } from '#kernel/config'
import { AppError, dayjs, newId } from '#kernel/core'
import type { MigrationGroup } from '#kernel/db'
import { filesMigrations } from '#kernel/files'
import {
  type Actor,
  type AuditEntry,
  type Ctx,
  defineModule,
  type Indicator,
  type IndicatorValue,
  type JobState,
  type Kernel,
  type ModuleManifest,
} from '#kernel/module'
import { loadPack } from '#kernel/packs'
import { registry } from '#modules/registry'
import { planGrants, planResources } from './access.ts'
import { planTables } from './store/migrations/0001-plan.ts'

/** Schemas that the plan works with. */
export const PLAN_GROUPS: readonly MigrationGroup[] = [
  { schema: 'kernel', owner: 'auth', migrations: authMigrations },
  { schema: 'kernel', owner: 'files', migrations: filesMigrations },
  { schema: 'registry', migrations: registry.migrations },
  { schema: 'plan', migrations: [planTables] },
]

/** A person of the given role. */
export function person(role: Actor['roles'][number], more: Partial<Actor> = {}): Actor {
  return {
    kind: 'account',
    accountId: newId(),
    name: role,
    roles: [role],
    orgId: null,
    enterpriseId: null,
    districts: [],
    ...more,
  }
}

/** What the fake indicator answers: values by region (`''` is the city) at a day; change it to change the world. */
export interface World {
  measure(asOf: string): readonly IndicatorValue[]
  history(from: string, to: string): readonly { period: string; value: number | null }[]
}

/** A city of steady growth: `perMonth` more each month since the start of 2024, a fifth of it in one district. */
export function steadyWorld(start: number, perMonth: number): World {
  const at = (day: string) => start + perMonth * dayjs.utc(day).add(1, 'day').diff('2024-01-01', 'month')
  return {
    measure: (asOf) => [
      { value: at(asOf) },
      { region: '500112', value: Math.floor(at(asOf) / 5) },
      { region: '500107', value: null, hidden: true },
    ],
    history: (from, to) => {
      const points: { period: string; value: number }[] = []
      for (let end = dayjs.utc(from).endOf('month'); end.format('YYYY-MM-DD') <= to; ) {
        points.push({ period: end.format('YYYY-MM-DD'), value: at(end.format('YYYY-MM-DD')) })
        end = end.add(1, 'day').endOf('month')
      }
      return points
    },
  }
}

function fakeIndicator(key: string, world: () => World): Indicator {
  return {
    key,
    titles: { zh: '试验指标', en: 'Test indicator' },
    unit: 'count',
    formula: { zh: '记录的行数', en: 'Number of records' },
    freshDays: 40,
    measure: async (_, asOf) => world().measure(asOf),
    history: async (_, from, to) => world().history(from, to),
    byNode: async (_, asOf) => [{ node: 'X', value: world().measure(asOf)[0]?.value ?? 0 }],
    evidence: async (_, { page, size }) => ({
      columns: [{ key: 'name', titles: { zh: '名称', en: 'Name' }, kind: 'text' }],
      rows: Array.from({ length: Math.max(0, Math.min(size, 700 - (page - 1) * size)) }, (_row, at) => ({
        name: `row ${(page - 1) * size + at + 1}`,
      })),
      total: 700,
    }),
  }
}

/** A plan in a test: the context, what was written beside the database, and the world that is measured. */
export interface PlanTest {
  /** As the product itself. */
  readonly ctx: Ctx
  readonly as: (actor: Actor) => Ctx
  readonly audit: AuditEntry[]
  readonly events: { type: string; stream: string; payload: unknown }[]
  readonly jobs: { id: string; name: string; input: unknown; state: JobState['state'] }[]
  world: World
  now: Date
}

/**
 * A kernel in memory on an open database: the real pack and the real permissions of the plan, audit, events and jobs
 * kept in arrays, and one live indicator (`registry.parts_enterprises`, offered by a module called `sample`) that
 * measures `world`. Other indicators of the pack do not exist here, so their targets are manual.
 */
export async function planTest(db: Ctx['db'], world: World = steadyWorld(400, 10)): Promise<PlanTest> {
  const actor: Actor = {
    kind: 'system',
    accountId: null,
    name: 'system',
    roles: ['administrator'],
    orgId: null,
    enterpriseId: null,
    districts: [],
  }
  const sample: ModuleManifest = defineModule({
    name: 'sample',
    titles: { zh: '试验', en: 'Sample' },
    summary: { zh: '试验', en: 'Sample' },
    needs: [],
    resources: [],
    grants: [],
    migrations: [],
    routes: [],
    indicators: [fakeIndicator('registry.parts_enterprises', () => test.world)],
    jobs: [],
    messages: {},
  })
  const pack = await loadPack(join(import.meta.dirname, '..', '..', 'packs', 'chongqing'))
  const audit: AuditEntry[] = []
  const events: PlanTest['events'] = []
  const jobs: PlanTest['jobs'] = []
  const kernel: Kernel = {
    config: testConfig(),
    modules: [sample],
    permissions: compilePermissions(planResources, planGrants),
    pack,
    now: () => test.now,
    audit: {
      append: async (_, entry) => {
        audit.push(entry)
      },
    },
    events: {
      emit: async (_, event) => {
        events.push(event)
      },
    },
    jobs: {
      enqueue: async (_, name, input) => {
        const id = newId()
        jobs.push({ id, name, input, state: 'waiting' })
        return id
      },
      get: async (_, id) => jobs.find((job) => job.id === id) as JobState | undefined,
      cancel: async () => undefined,
      watch: () => {
        throw new AppError('jobs.queue.unavailable')
      },
    },
  }
  const ctx: Ctx = { kernel, db, actor, lang: 'zh', requestId: 'test' }
  const test: PlanTest = {
    ctx,
    as: (other) => ({ ...ctx, actor: other }),
    audit,
    events,
    jobs,
    world,
    now: new Date('2026-11-23T02:00:00Z'),
  }
  return test
}
