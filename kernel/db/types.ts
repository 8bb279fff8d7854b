import type { Kysely } from 'kysely'

/** The database or a transaction on it. Store functions take the one they work on as their first argument. */
// biome-ignore lint/suspicious/noExplicitAny: each module types its own tables with tables<T>(db).
export type Db = Kysely<any>

/** The same database seen through a module's own table types. */
export function tables<T>(db: Db): Kysely<T> {
  return db as unknown as Kysely<T>
}

/** Result of a raw query. */
export interface RawResult<R = Record<string, unknown>> {
  readonly rows: R[]
  readonly affectedRows: number
}

/** An open database. */
export interface Database {
  readonly kind: 'pglite' | 'postgres'
  readonly db: Db
  /** Runs one SQL statement with parameters, outside Kysely (the job queue, migrations, health checks). */
  query<R = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<RawResult<R>>
  /** Runs several statements without parameters. */
  script(text: string): Promise<void>
  close(): Promise<void>
}
