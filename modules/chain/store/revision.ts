import { sql } from 'kysely'
import type { Db } from '#kernel/db'

/** Where the chain stands: its own number, and the library's that its relations were last taken over from. */
export interface ChainRevision {
  readonly value: number
  readonly library: number
}

export async function readRevision(db: Db): Promise<ChainRevision> {
  const { rows } = await sql<ChainRevision>`select value, library from chain.revision`.execute(db)
  return rows[0] ?? { value: 0, library: 0 }
}

/** Marks the chain as changed. Call it last in a writing transaction: writers wait for each other here. */
export async function bumpRevision(db: Db): Promise<void> {
  await sql`update chain.revision set value = value + 1`.execute(db)
}

/** Says that the relations are those of a revision of the library. */
export async function keepLibraryRevision(db: Db, library: number): Promise<void> {
  await sql`update chain.revision set library = ${library}, value = value + 1`.execute(db)
}
