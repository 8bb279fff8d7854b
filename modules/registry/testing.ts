import { join } from 'node:path'
import { auditMigrations, createAudit } from '#kernel/audit'
import { authMigrations, compilePermissions, kernelGrants, kernelResources, systemActor } from '#kernel/auth'
import { testConfig } from '#kernel/config'
import type { Database } from '#kernel/db'
import { createEvents, eventsMigrations } from '#kernel/events'
import { filesMigrations } from '#kernel/files'
import { createJobs, jobsMigrations } from '#kernel/jobs'
import type { Actor, Ctx, Kernel, Role } from '#kernel/module'
import { loadPack, type Pack } from '#kernel/packs'
import type { OpenForTest } from '../../kernel/db/testing.ts'
import { registry } from './index.ts'

const GROUPS = [
  { schema: 'kernel', owner: 'kernel/audit', migrations: auditMigrations },
  { schema: 'kernel', owner: 'kernel/auth', migrations: authMigrations },
  { schema: 'kernel', owner: 'kernel/events', migrations: eventsMigrations },
  { schema: 'kernel', owner: 'kernel/files', migrations: filesMigrations },
  { schema: 'kernel', owner: 'kernel/jobs', migrations: jobsMigrations },
  { schema: 'registry', migrations: registry.migrations },
]

let pack: Promise<Pack> | undefined

/** The day on which tests take place. */
export const TODAY = new Date('2026-11-23T04:00:00Z')

/** A library on an empty database with the Chongqing pack's districts and taxonomy, and who asks. */
export interface TestLibrary {
  readonly database: Database
  readonly system: Ctx
  /** A context of somebody with a role. */
  as(role: Role, facts?: Partial<Actor>): Ctx
}

/** Opens a library for a test. Jobs are recorded but nothing runs them. */
export async function openLibrary(open: OpenForTest): Promise<TestLibrary> {
  const database = await open(GROUPS)
  pack ??= loadPack(join(import.meta.dirname, '..', '..', 'packs', 'chongqing'))
  const kernel: Kernel = {
    config: testConfig(),
    modules: [registry],
    pack: await pack,
    permissions: compilePermissions(
      [...kernelResources, ...registry.resources],
      [...kernelGrants, ...registry.grants],
    ),
    now: () => TODAY,
    audit: createAudit(),
    events: createEvents({ database }),
    jobs: createJobs({ database, jobs: registry.jobs }),
  }
  const context = (actor: Actor): Ctx => ({ kernel, db: database.db, actor, lang: 'zh', requestId: 'test' })
  const system = context(systemActor('test'))
  await registry.start?.(system)
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
