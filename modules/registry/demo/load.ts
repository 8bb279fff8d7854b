import { sql } from 'kysely'
import { AppError, civilDate, newId } from '#kernel/core'
import { bulkInsert, inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import { holdKinds } from '../service/one-kind.ts'
import { refreshDerived } from '../store/derived.ts'
import { bumpRevision } from '../store/revision.ts'
import { type CityRequest, cityOf } from './city.ts'
import { MAPPINGS, type Mapping } from './rows.ts'

/** What was loaded. */
export interface LoadedCity {
  readonly enterprises: number
  readonly rows: number
}

export type CityProgress = (done: number, total: number) => void

/**
 * Puts a synthetic city into the library, in place of the synthetic one that may be there. Refuses to mix it with
 * real enterprises. A load that was cut off is begun again at the next start (see `unfinishedCity`).
 */
export async function loadCity(
  ctx: Ctx,
  request: CityRequest,
  onProgress: CityProgress = () => undefined,
): Promise<LoadedCity> {
  await inTransaction(ctx, async (inside) => {
    if ((await holdKinds(inside)).real) throw new AppError('registry.demo.realData')
    await sql`delete from registry.enterprise where synthetic`.execute(inside.db)
    await sql`delete from registry.demo`.execute(inside.db)
    await sql`insert into registry.demo (enterprises, seed, as_of, complete)
      values (${request.enterprises}, ${request.seed}, ${request.asOf}::date, false)`.execute(inside.db)
    await bumpRevision(inside.db)
    await ctx.kernel.audit.append(inside, {
      action: 'registry.demo.load',
      resource: 'registry.enterprise',
      recordId: null,
      detail: { enterprises: request.enterprises, seed: request.seed },
    })
  })
  const loaded = await writeTables(ctx, request, onProgress)
  await inTransaction(ctx, async (inside) => {
    await refreshDerived(inside.db, 'all')
    await sql`update registry.demo set complete = true`.execute(inside.db)
    await ctx.kernel.events.emit(inside, {
      type: 'registry.batch.committed',
      stream: 'demo',
      payload: { demo: request },
    })
    await bumpRevision(inside.db)
  })
  return loaded
}

async function writeTables(ctx: Ctx, request: CityRequest, onProgress: CityProgress): Promise<LoadedCity> {
  const city = cityOf(ctx.kernel.pack, request)
  const ids = new Map<string, string>()
  let written = 0
  const tables = Object.entries(MAPPINGS) as [keyof typeof MAPPINGS, Mapping<never>][]
  for (const [at, [name, mapping]] of tables.entries()) {
    onProgress(at, tables.length)
    for (const chunk of city[name]() as Generator<never[]>) {
      if (name === 'enterprises') {
        for (const row of chunk as { uscc: string }[]) ids.set(row.uscc, newId())
      }
      const values = chunk.map((row) => mapping.write(row, ids)).filter((row) => row !== undefined)
      await bulkInsert(ctx.db, mapping.table, mapping.columns, values, 'on conflict do nothing')
      written += values.length
    }
  }
  onProgress(tables.length, tables.length)
  return { enterprises: ids.size, rows: written }
}

/** The synthetic city whose load was cut off, if any. */
export async function unfinishedCity(ctx: Ctx): Promise<CityRequest | undefined> {
  const found = await sql<{ enterprises: number; seed: string; as_of: string }>`
    select enterprises, seed, as_of from registry.demo where not complete`.execute(ctx.db)
  const row = found.rows[0]
  return row && { enterprises: row.enterprises, seed: row.seed, asOf: row.as_of }
}

/** The request for a city as of today. */
export function cityToday(ctx: Ctx, enterprises: number, seed: string): CityRequest {
  return { enterprises, seed, asOf: civilDate(ctx.kernel.now()) }
}
