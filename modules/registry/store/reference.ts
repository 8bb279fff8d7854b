import { sql } from 'kysely'
import { bulkInsert, type Db } from '#kernel/db'
import { type ChainNodeTable, type RegionTable, registryTables } from './tables.ts'

/** Regions in their order. */
export function selectRegions(db: Db): Promise<RegionTable[]> {
  return registryTables(db).selectFrom('registry.region').selectAll().orderBy('sort').execute()
}

/** Nodes of the chain in their order. */
export function selectNodes(db: Db): Promise<ChainNodeTable[]> {
  return registryTables(db).selectFrom('registry.chain_node').selectAll().orderBy('sort').execute()
}

/** Enterprises per node counting everything below it once: `ancestors` lists (node, ancestor-or-self) pairs. */
export async function enterprisesBelowNode(
  db: Db,
  ancestors: readonly { node: string; ancestor: string }[],
): Promise<Map<string, number>> {
  const found = await sql<{ ancestor: string; count: number }>`
    select a.ancestor, count(distinct c.enterprise_id) as count
    from registry.capability c
    join unnest(${ancestors.map((pair) => pair.node)}::text[], ${ancestors.map((pair) => pair.ancestor)}::text[])
      as a(node, ancestor) on a.node = c.node
    group by a.ancestor`.execute(db)
  return new Map(found.rows.map((row) => [row.ancestor, row.count]))
}

/** Writes the pack's regions and nodes; what the pack no longer has stays, because enterprises may point at it. */
export async function writeReference(
  db: Db,
  regions: readonly RegionTable[],
  nodes: readonly ChainNodeTable[],
): Promise<void> {
  await bulkInsert(
    db,
    'registry.region',
    [
      { name: 'code', type: 'text' },
      { name: 'parent', type: 'text' },
      { name: 'name_zh', type: 'text' },
      { name: 'name_en', type: 'text' },
      { name: 'kind', type: 'text' },
      { name: 'groups', type: 'text[]' },
      { name: 'sort', type: 'integer' },
    ],
    regions as unknown as Record<string, unknown>[],
    `on conflict (code) do update set parent = excluded.parent, name_zh = excluded.name_zh,
       name_en = excluded.name_en, kind = excluded.kind, groups = excluded.groups, sort = excluded.sort`,
  )
  await bulkInsert(
    db,
    'registry.chain_node',
    [
      { name: 'code', type: 'text' },
      { name: 'parent', type: 'text' },
      { name: 'tier', type: 'integer' },
      { name: 'name_zh', type: 'text' },
      { name: 'name_en', type: 'text' },
      { name: 'synonyms_zh', type: 'text[]' },
      { name: 'synonyms_en', type: 'text[]' },
      { name: 'electronics', type: 'boolean' },
      { name: 'parts', type: 'boolean' },
      { name: 'key_link', type: 'boolean' },
      { name: 'stage', type: 'text' },
      { name: 'sort', type: 'integer' },
    ],
    nodes as unknown as Record<string, unknown>[],
    `on conflict (code) do update set parent = excluded.parent, tier = excluded.tier, name_zh = excluded.name_zh,
       name_en = excluded.name_en, synonyms_zh = excluded.synonyms_zh, synonyms_en = excluded.synonyms_en,
       electronics = excluded.electronics, parts = excluded.parts, key_link = excluded.key_link,
       stage = excluded.stage, sort = excluded.sort`,
  )
}
