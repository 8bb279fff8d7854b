import { join } from 'node:path'
import { auditMigrations, createAudit } from '#kernel/audit'
import { authMigrations, compilePermissions, kernelGrants, kernelResources, systemActor } from '#kernel/auth'
import { testConfig } from '#kernel/config'
import type { Database, MigrationGroup } from '#kernel/db'
import { createEvents, eventsMigrations } from '#kernel/events'
import { filesMigrations } from '#kernel/files'
import { createJobs, jobsMigrations } from '#kernel/jobs'
import { loadPack, type Pack } from '#kernel/packs'
import type { OpenForTest } from '../db/testing.ts'
import type { TestQueue } from '../jobs/testing.ts'
import type { Actor, Ctx, Kernel, ModuleManifest, Role } from './index.ts'

const KERNEL = [
  { schema: 'kernel', owner: 'kernel/audit', migrations: auditMigrations },
  { schema: 'kernel', owner: 'kernel/auth', migrations: authMigrations },
  { schema: 'kernel', owner: 'kernel/events', migrations: eventsMigrations },
  { schema: 'kernel', owner: 'kernel/files', migrations: filesMigrations },
  { schema: 'kernel', owner: 'kernel/jobs', migrations: jobsMigrations },
]

let pack: Promise<Pack> | undefined

/** The day on which tests take place. */
export const TODAY = new Date('2026-11-23T04:00:00Z')

/** Modules on an empty database with the Chongqing pack, and who asks. */
export interface TestModules {
  readonly database: Database
  readonly system: Ctx
  /** A context of somebody with a role. */
  as(role: Role, facts?: Partial<Actor>): Ctx
}

/** The kernel's and the modules' migrations. */
export function groupsOf(modules: readonly ModuleManifest[]): readonly MigrationGroup[] {
  return [...KERNEL, ...modules.map(({ name, migrations }) => ({ schema: name, migrations }))]
}

/** The services of a test: as a server has them, with these modules, jobs and clock. */
export async function testKernel(
  database: Database,
  modules: readonly ModuleManifest[],
  jobs: Kernel['jobs'],
  now: () => Date,
): Promise<Kernel> {
  pack ??= loadPack(join(import.meta.dirname, '..', '..', 'packs', 'chongqing'))
  return {
    config: testConfig(),
    modules,
    pack: await pack,
    permissions: compilePermissions(
      [...kernelResources, ...modules.flatMap(({ resources }) => resources)],
      [...kernelGrants, ...modules.flatMap(({ grants }) => grants)],
    ),
    now,
    audit: createAudit(),
    events: createEvents({ database }),
    jobs,
  }
}

/** Opens modules for a test, those that others need first, started as at a start of the server. Jobs are recorded
 * but nothing runs them, unless there is a queue. */
export async function openModules(
  open: OpenForTest,
  modules: readonly ModuleManifest[],
  queue?: TestQueue,
): Promise<TestModules> {
  const database = await open(groupsOf(modules))
  const jobs = queue?.jobs ?? createJobs({ database, jobs: modules.flatMap((module) => module.jobs) })
  const kernel = await testKernel(database, modules, jobs, () => TODAY)
  const context = (actor: Actor): Ctx => ({ kernel, db: database.db, actor, lang: 'zh', requestId: 'test' })
  const system = context(systemActor('test'))
  for (const module of modules) await module.start?.(system)
  return {
    database,
    system,
    as: (role, facts = {}) =>
      context({
        kind: 'account',
        accountId: '00000000-0000-7000-8000-000000000001',
        name: role,
        roles: [role],
        orgId: null,
        enterpriseId: null,
        districts: [],
        ...facts,
      }),
  }
}
