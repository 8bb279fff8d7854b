import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import { AppError } from '../core/index.ts'
import type { Database, Db } from '../db/index.ts'

/** What pg-boss asks of a database. */
interface BossDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
}

const JOBS = 'zhiqing-job'
const TICKS = 'zhiqing-schedule'
const YEAR_SECONDS = 365 * 86_400

/** A time of recurring work, as pg-boss keeps it. */
export interface QueueSchedule {
  readonly name: string
  /** Five fields, minutes first, in the given time zone. */
  readonly cron: string
  readonly timeZone: string
}

/** pg-boss behind the few calls we need, on our own database and inside our own transactions. */
export class JobQueue {
  readonly #boss: PgBoss
  #started = false
  #stopped = false

  constructor(database: Database, onError: (error: unknown) => void) {
    const outer = bossDatabase(database)
    this.#boss = new PgBoss({
      db: {
        // pg-boss does not wait for its own timers: what they ask after the stop has no answer and no listener.
        executeSql: (text, values) =>
          this.#stopped ? new Promise(() => {}) : outer.executeSql(text, values),
      },
      backend: database.kind,
      schema: 'pgboss',
      // Vacuum and bloat are the concern of whoever runs the database; this queue deletes what it has handed out.
      monitorVacuum: false,
      reindex: false,
    })
    this.#boss.on('error', onError)
  }

  /** Creates or upgrades pg-boss's schema and our two queues. */
  async start(): Promise<void> {
    this.#stopped = false
    await this.#boss.start()
    const options = { retryLimit: 0, retentionSeconds: YEAR_SECONDS }
    for (const name of [JOBS, TICKS]) await this.#boss.createQueue(name, options)
    this.#started = true
  }

  async stop(): Promise<void> {
    if (!this.#started) return
    this.#started = false
    await this.#boss.stop({ graceful: false, close: false })
    this.#stopped = true
  }

  /** Puts a job in the queue in the given transaction; a job that is in it already stays once. */
  async send(trx: Db, id: string, delayMs = 0): Promise<void> {
    if (!this.#started) throw new AppError('jobs.queue.unavailable')
    const options = delayMs > 0 ? { startAfter: new Date(Date.now() + delayMs) } : {}
    await this.#boss.send(JOBS, {}, { ...options, id, db: inside(trx) })
  }

  /** Takes ids of jobs out of the queue: with the transaction, or not at all. */
  async take(trx: Db, limit: number): Promise<string[]> {
    const db = inside(trx)
    const taken = await this.#boss.fetch(JOBS, { batchSize: limit, db })
    const ids = taken.map((job) => job.id)
    if (ids.length > 0) await this.#boss.deleteJob(JOBS, ids, { db })
    return ids
  }

  /** Takes the names of schedules whose time has come, likewise. */
  async takeTicks(trx: Db): Promise<string[]> {
    const db = inside(trx)
    const taken = await this.#boss.fetch<{ schedule: string }>(TICKS, { batchSize: 50, db })
    const ids = taken.map((job) => job.id)
    if (ids.length > 0) await this.#boss.deleteJob(TICKS, ids, { db })
    return [...new Set(taken.map((job) => job.data.schedule))]
  }

  /** Makes the stored schedules equal to the given ones. A time missed while nothing ran is made up for once. */
  async setSchedules(schedules: readonly QueueSchedule[]): Promise<void> {
    const stored = await this.#boss.getSchedules(TICKS)
    for (const { key } of stored) {
      if (!schedules.some(({ name }) => name === key)) await this.#boss.unschedule(TICKS, key)
    }
    for (const { name, cron, timeZone } of schedules) {
      const same = stored.some(
        (known) => known.key === name && known.cron === cron && known.timezone === timeZone,
      )
      if (same) continue
      await this.#boss.schedule(TICKS, cron, { schedule: name }, { tz: timeZone, key: name, missed: 'once' })
    }
  }
}

/** The outer database as pg-boss wants it: scripts of several statements give the rows of all of them. */
function bossDatabase(database: Database): BossDatabase {
  return {
    async executeSql(text, values) {
      if (values && values.length > 0) return { rows: dated((await database.query(text, values)).rows) }
      const statements = statementsIn(text)
      if (statements.length <= 1) return { rows: dated((await database.query(statements[0] ?? text)).rows) }
      return database.db.transaction().execute(async (trx) => {
        const rows: Record<string, unknown>[] = []
        for (const statement of statements) {
          const result = await trx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(statement))
          rows.push(...dated(result.rows ?? []))
        }
        return { rows }
      })
    },
  }
}

function inside(trx: Db): BossDatabase {
  return {
    async executeSql(text, values) {
      const result = await trx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values ?? []))
      return { rows: dated(result.rows ?? []) }
    },
  }
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Our drivers give instants as text, pg-boss expects Date. */
function dated(rows: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        typeof value === 'string' && INSTANT.test(value) ? new Date(value) : value,
      ]),
    ),
  )
}

/**
 * The statements of a pg-boss script, without its BEGIN and COMMIT (our driver opens the transaction). They end with
 * a semicolon at the end of a line; function bodies stand between $$ on lines of their own.
 */
export function statementsIn(script: string): string[] {
  const statements: string[] = []
  let current = ''
  let inBody = false
  for (const line of script.split('\n')) {
    current += `${line}\n`
    if ((line.match(/\$\$/g)?.length ?? 0) % 2 === 1) inBody = !inBody
    if (inBody || !/;\s*$/.test(line)) continue
    statements.push(current.trim())
    current = ''
  }
  statements.push(current.trim())
  return statements.filter(
    (text) => text.replaceAll(/[;\s]/g, '') !== '' && !/^(begin|commit);?$/i.test(text),
  )
}
