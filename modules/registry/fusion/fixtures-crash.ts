import { join } from 'node:path'
import { auditMigrations, createAudit } from '#kernel/audit'
import { authMigrations, compilePermissions, kernelGrants, kernelResources, systemActor } from '#kernel/auth'
import { testConfig } from '#kernel/config'
import { type Database, migrate, openEmbedded } from '#kernel/db'
import { createEvents, eventsMigrations } from '#kernel/events'
import { filesMigrations } from '#kernel/files'
import { createJobs, type Jobs, jobsMigrations } from '#kernel/jobs'
import type { Ctx, Kernel } from '#kernel/module'
import { loadPack } from '#kernel/packs'
import { codeOf } from '../import/testing.ts'
import { registry } from '../index.ts'
import { loadPackReference } from '../service/reference.ts'
import { fusionJobs } from './jobs.ts'
import { requestRun } from './service/run.ts'
import { runOf, summaryOf } from './service/views.ts'

/** Only for the crash test: a library on a database of its own, with the jobs of the fusion running. */
export interface RunningFusion {
  readonly ctx: Ctx
  readonly jobs: Jobs
  stop(): Promise<void>
}

/** Migrates a database and starts the job server on it. */
export async function startFusionServer(database: Database): Promise<RunningFusion> {
  await migrate(database, [
    { schema: 'kernel', owner: 'kernel/audit', migrations: auditMigrations },
    { schema: 'kernel', owner: 'kernel/auth', migrations: authMigrations },
    { schema: 'kernel', owner: 'kernel/events', migrations: eventsMigrations },
    { schema: 'kernel', owner: 'kernel/files', migrations: filesMigrations },
    { schema: 'kernel', owner: 'kernel/jobs', migrations: jobsMigrations },
    { schema: 'registry', migrations: registry.migrations },
  ])
  const jobs = createJobs({ database, jobs: fusionJobs(), settings: { pollMs: 200, maxCrashes: 1_000 } })
  const kernel: Kernel = {
    config: testConfig(),
    modules: [registry],
    pack: await loadPack(join(import.meta.dirname, '..', '..', '..', 'packs', 'chongqing')),
    permissions: compilePermissions(
      [...kernelResources, ...registry.resources],
      [...kernelGrants, ...registry.grants],
    ),
    now: () => new Date(),
    audit: createAudit(),
    events: createEvents({ database }),
    jobs,
  }
  const ctx: Ctx = { kernel, db: database.db, actor: systemActor('crash'), lang: 'zh', requestId: 'crash' }
  await loadPackReference(ctx)
  await jobs.start(kernel)
  return { ctx, jobs, stop: () => jobs.stop({ graceMs: 0 }) }
}

/** Waits for the job of a run. */
export async function runEnd(fusion: RunningFusion, id: string, limitMs = 120_000): Promise<void> {
  const { jobId } = await runOf(fusion.ctx, id)
  for await (const _ of fusion.jobs.watch(fusion.ctx, jobId!, AbortSignal.timeout(limitMs)));
}

const FIRST = '安博川达恩丰冠恒嘉凯'
const SECOND = '力美宁鹏瑞盛泰威祥益'
const TRADES = ['电驱', '电池', '座椅', '照明', '橡胶', '模具', '压铸', '线束', '制动', '转向']

/** Records of firms that no other round has: each in the register and in the tax list. */
export function roundRecords(round: number, firms: number): string {
  const lines = ['record_id,source,name,uscc,legal_rep']
  for (let i = 0; i < firms; i++) {
    const name = `重庆${FIRST[i % 10]}${SECOND[Math.floor(i / 10) % 10]}${round}号${TRADES[Math.floor(i / 100) % 10]}有限公司`
    const code = codeOf(round * 10_000 + i)
    lines.push(`${round}-${i},registry,${name},${code},王${i}`, `${round}-${i},tax,${name},${code},王${i}`)
  }
  return lines.join('\n')
}

/** The process that is killed: starts a full run, or watches the one left behind, and says what it was told. */
async function main(dataDir: string): Promise<void> {
  const database = await openEmbedded(dataDir)
  const fusion = await startFusionServer(database)
  const say = (text: string) => process.stdout.write(`${text}\n`)
  say('ready')
  // What the last kill left behind goes on by itself; else a new run.
  const { running } = await summaryOf(fusion.ctx)
  const { id } = running ?? (await requestRun(fusion.ctx, { kind: 'full', testData: false }))
  say(`running ${id}`)
  await runEnd(fusion, id)
  say(`done ${id}`)
  await new Promise(() => setInterval(() => undefined, 1000))
}

if (process.argv[2] === 'crash') await main(process.argv[3]!)
