import { sql } from 'kysely'
import type { Ctx } from '#kernel/module'

/** An enterprise as the chain sees it: who, where, what, how large. Revenue in fen a year. */
export interface LibraryFirm {
  readonly id: string
  readonly uscc: string | null
  readonly name: string
  readonly district: string | null
  readonly mainNode: string | null
  readonly revenue: number | null
  readonly staff: number | null
  readonly established: string | null
  readonly closedOn: string | null
  readonly synthetic: boolean
}

/** What an enterprise can make. */
export interface LibraryCapability {
  readonly id: string
  readonly firmId: string
  readonly node: string
  readonly product: string | null
  readonly stage: string | null
  readonly capacity: number | null
  readonly capacityUnit: string | null
  readonly utilisation: number | null
  readonly main: boolean
}

/** A supply relation of the library. Amount in fen; `share` is the supplier's, as its source gives it. */
export interface LibrarySupply {
  readonly id: string
  readonly supplierId: string
  readonly buyerId: string | null
  /** Where the buyer is not in the library. */
  readonly buyerName: string | null
  readonly node: string | null
  readonly amount: number | null
  readonly share: number | null
  readonly period: string | null
  readonly evidence: string | null
  readonly source: string
}

/** Texts of an enterprise that say what it makes. */
export interface LibraryTexts {
  readonly id: string
  readonly name: string
  readonly scope: string | null
  readonly products: readonly string[]
  readonly capabilityProducts: readonly string[]
}

/** What a table may call an enterprise by. */
export interface LibraryName {
  readonly id: string
  readonly uscc: string | null
  readonly name: string
  readonly nameKey: string
  readonly formerNames: readonly string[]
}

const CHUNK = 10_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Reads a table in the order of its ids, a chunk at a time, so that nobody waits for the whole. */
async function* chunks<T extends { id: string }>(
  read: (after: string) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  for (let after = FIRST; ; ) {
    const rows = await read(after)
    if (rows.length > 0) yield rows
    if (rows.length < CHUNK) return
    after = (rows.at(-1) as T).id
  }
}

/** All enterprises of the library, for other rooms that compute over the whole; asks for no permission by itself. */
export function libraryFirms(ctx: Ctx): AsyncGenerator<readonly LibraryFirm[]> {
  return chunks(async (after) => {
    const found = await sql<LibraryFirm>`
      select id, uscc, name, district, main_node as "mainNode", revenue_latest as revenue, staff_latest as staff,
        established, closed_on as "closedOn", synthetic
      from registry.enterprise where id > ${after}::uuid order by id limit ${CHUNK}`.execute(ctx.db)
    return found.rows
  })
}

/** All capabilities of the library. */
export function libraryCapabilities(ctx: Ctx): AsyncGenerator<readonly LibraryCapability[]> {
  return chunks(async (after) => {
    const found = await sql<LibraryCapability>`
      select id, enterprise_id as "firmId", node, product, stage, capacity, capacity_unit as "capacityUnit",
        utilisation, main
      from registry.capability where id > ${after}::uuid order by id limit ${CHUNK}`.execute(ctx.db)
    return found.rows
  })
}

/** All supply relations of the library. */
export function librarySupplies(ctx: Ctx): AsyncGenerator<readonly LibrarySupply[]> {
  return chunks(async (after) => {
    const found = await sql<LibrarySupply>`
      select id, from_id as "supplierId", to_id as "buyerId", to_name as "buyerName", node, amount, share, period,
        evidence, source
      from registry.relation where kind = 'supplies' and id > ${after}::uuid order by id limit ${CHUNK}`.execute(
      ctx.db,
    )
    return found.rows
  })
}

/** The texts that say what enterprises make: of all of them, or of some by their ids. */
export function libraryTexts(ctx: Ctx, ids?: readonly string[]): AsyncGenerator<readonly LibraryTexts[]> {
  const only = ids ? sql`and e.id = any(${[...ids]}::uuid[])` : sql``
  return chunks(async (after) => {
    const found = await sql<LibraryTexts>`
      select e.id, e.name, e.business_scope as scope, e.products,
        coalesce((select array_agg(c.product order by c.id) from registry.capability c
          where c.enterprise_id = e.id and c.product is not null), '{}') as "capabilityProducts"
      from registry.enterprise e where e.id > ${after}::uuid ${only} order by e.id limit ${CHUNK}`.execute(
      ctx.db,
    )
    return found.rows
  })
}

/** The names and codes of all enterprises, former names among them, for finding who a table means. */
export function libraryNames(ctx: Ctx): AsyncGenerator<readonly LibraryName[]> {
  return chunks(async (after) => {
    const found = await sql<LibraryName>`
      select id, uscc, name, name_key as "nameKey", former_names as "formerNames"
      from registry.enterprise where id > ${after}::uuid order by id limit ${CHUNK}`.execute(ctx.db)
    return found.rows
  })
}
