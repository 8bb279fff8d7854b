import { sql } from 'kysely'
import { newId } from '#kernel/core'
import { bulkInsert, type Db } from '#kernel/db'
import { nameKey } from '#modules/registry'

/** A firm outside the library, as a table names it. */
export interface NamedParty {
  readonly name: string
  readonly region: string | null
}

const COLUMNS = [
  { name: 'id', type: 'uuid' },
  { name: 'name', type: 'text' },
  { name: 'name_key', type: 'text' },
  { name: 'region', type: 'text' },
  { name: 'synthetic', type: 'boolean' },
]

/** Ids of firms known by name only, by the name as given; those not met before are added. */
export async function partyIds(
  db: Db,
  parties: readonly NamedParty[],
  synthetic: boolean,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(parties.map((party) => [`${nameKey(party.name)} ${party.region ?? ''}`, party]))
  if (wanted.size === 0) return new Map()
  const rows = [...wanted.values()].map(({ name, region }) => ({
    id: newId(),
    name: name.trim(),
    name_key: nameKey(name),
    region,
    synthetic,
  }))
  await bulkInsert(db, 'chain.party', COLUMNS, rows, 'on conflict do nothing')
  const stored = await sql<{ id: string; name_key: string; region: string | null }>`
    select id, name_key, region from chain.party where name_key = any(${rows.map((row) => row.name_key)}::text[])`.execute(
    db,
  )
  const ids = new Map(stored.rows.map(({ id, name_key, region }) => [`${name_key} ${region ?? ''}`, id]))
  return new Map(
    parties.map(({ name, region }) => [name, ids.get(`${nameKey(name)} ${region ?? ''}`) as string]),
  )
}
