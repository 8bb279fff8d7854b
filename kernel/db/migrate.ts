import { sql } from 'kysely'
import type { Migration } from '../module/index.ts'
import type { Database } from './types.ts'

/** The migrations of one owner: a module, or a part of the kernel. */
export interface MigrationGroup {
  /** PostgreSQL schema the statements work in; it is created when absent and comes first on the search path. */
  readonly schema: string
  /** Tells owners apart that share a schema; the schema's name when absent. */
  readonly owner?: string
  readonly migrations: readonly Migration[]
}

/** Extensions that both the embedded database and a stock PostgreSQL have. */
const EXTENSIONS = ['pg_trgm', 'btree_gist']

/** Any number will do, as long as nothing else of ours takes the same advisory lock. */
const MIGRATION_LOCK = 72_410_001

/**
 * Brings the schema up to date: applies what is missing, group by group in the given order, each migration in its
 * own transaction together with its mark. Several servers may start at once: one applies, the others wait.
 * Returns the names that were applied.
 */
export async function migrate(database: Database, groups: readonly MigrationGroup[]): Promise<string[]> {
  await prepare(database)
  const applied: string[] = []
  for (const group of groups) {
    for (const migration of group.migrations) {
      const name = `${group.owner ?? group.schema}/${migration.name}`
      const fresh = await database.db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(trx)
        const known = await sql`select 1 from kernel.migration where name = ${name}`.execute(trx)
        if (known.rows.length > 0) return false
        await sql.raw(`create schema if not exists ${group.schema}`).execute(trx)
        await sql.raw(`set local search_path to ${group.schema}, public`).execute(trx)
        for (const statement of statementsOf(migration.sql)) await sql.raw(statement).execute(trx)
        await sql`insert into kernel.migration (name) values (${name})`.execute(trx)
        return true
      })
      if (fresh) applied.push(name)
    }
  }
  return applied
}

/** `if not exists` alone is no guard: two servers that create the same thing at once, and one of them fails. */
async function prepare({ db }: Database): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(trx)
    await sql`create schema if not exists kernel`.execute(trx)
    await sql`create table if not exists kernel.migration (
      name text primary key,
      applied_at timestamptz not null default now()
    )`.execute(trx)
    for (const name of EXTENSIONS)
      await sql.raw(`create extension if not exists ${name} with schema public`).execute(trx)
  })
}

/** Splits a script at semicolons that end a line, leaving function bodies between $$ whole. */
export function statementsOf(script: string): string[] {
  const statements: string[] = []
  let current = ''
  let inBody = false
  for (const line of script.split('\n')) {
    current += `${line}\n`
    if ((line.match(/\$\$/g)?.length ?? 0) % 2 === 1) inBody = !inBody
    if (!inBody && /;\s*(--.*)?$/.test(line)) {
      statements.push(current.trim())
      current = ''
    }
  }
  if (current.replace(/--.*$/gm, '').trim() !== '') statements.push(current.trim())
  return statements
}
