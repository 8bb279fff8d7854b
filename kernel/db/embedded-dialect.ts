import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { PGliteClient } from './pglite-client.ts'

/** The one connection while somebody holds it. */
class HeldConnection implements DatabaseConnection {
  readonly release: () => void
  readonly #client: PGliteClient
  #failed = false

  constructor(client: PGliteClient, release: () => void) {
    this.#client = client
    this.release = release
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const { rows, affectedRows } = await this.#client.ask<R>(sql, parameters)
      return { rows, numAffectedRows: BigInt(affectedRows) }
    } catch (error) {
      this.#failed = true
      throw error
    }
  }

  /**
   * PostgreSQL answers COMMIT of a transaction in which a statement failed with a ROLLBACK that looks like success. Any
   * statement before it tells: refused with 25P02, unless a savepoint has mended it.
   */
  async commit(): Promise<void> {
    if (this.#failed) await this.executeQuery(CompiledQuery.raw('select 1'))
    await this.executeQuery(CompiledQuery.raw('commit'))
  }

  // biome-ignore lint/correctness/useYield: the interface wants a generator; pages of rows come by limit and key.
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('the embedded database does not stream')
  }
}

/** Kysely's driver on the embedded database: a statement or a transaction holds the connection until it is over. */
class EmbeddedDriver implements Driver {
  readonly #client: PGliteClient

  constructor(client: PGliteClient) {
    this.#client = client
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<HeldConnection> {
    return new HeldConnection(this.#client, await this.#client.hold())
  }

  async releaseConnection(connection: HeldConnection): Promise<void> {
    connection.release()
  }

  async beginTransaction(connection: HeldConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: HeldConnection): Promise<void> {
    await connection.commit()
  }

  async rollbackTransaction(connection: HeldConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy(): Promise<void> {
    await this.#client.close()
  }
}

/** Kysely's dialect for the embedded database behind its worker. */
export function embeddedDialect(client: PGliteClient): Dialect {
  return {
    createDriver: () => new EmbeddedDriver(client),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
}
