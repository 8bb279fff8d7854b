import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import type { FusionSource } from '../../contract.ts'

/** Trust in a source that nobody has described yet. */
const UNKNOWN_TRUST = 0.5

/** Every source with how many records it has, the most trusted first. */
export async function selectSources(db: Db): Promise<FusionSource[]> {
  const { rows } = await sql<FusionSource>`
    select s.code, s.name_zh as "nameZh", s.name_en as "nameEn", s.trust, s.field_trust as "fieldTrust", s.anchor,
      (select count(*) from registry.fusion_record r where r.source = s.code) as records
    from registry.fusion_source s order by s.trust desc, s.code`.execute(db)
  return rows
}

/** Sets of sources with the number of entities that have records of exactly these; the library itself is none. */
export async function selectSourceSets(db: Db): Promise<{ sources: string[]; entities: number }[]> {
  const { rows } = await sql<{ sources: string[]; entities: number }>`
    select sources, count(*)::int as entities from (
      select array_agg(distinct source order by source) as sources from registry.fusion_record
      where entity_id is not null and source <> 'library' group by entity_id) s
    group by sources order by 2 desc, 1`.execute(db)
  return rows
}

/** Trust by code of the source. */
export async function selectTrust(db: Db): Promise<Map<string, SourceTrust>> {
  const { rows } = await sql<SourceTrust>`select code, trust, field_trust as "fieldTrust", anchor
    from registry.fusion_source`.execute(db)
  return new Map(rows.map((row) => [row.code, row]))
}

/** What matters of a source when its records are weighed. */
export type SourceTrust = Pick<FusionSource, 'code' | 'trust' | 'fieldTrust' | 'anchor'>

/** Adds a source or changes it; answers whether anything that matters for golden records changed. */
export async function putSource(db: Db, source: Omit<FusionSource, 'records'>): Promise<void> {
  await sql`
    insert into registry.fusion_source (code, name_zh, name_en, trust, field_trust, anchor)
    values (${source.code}, ${source.nameZh}, ${source.nameEn}, ${source.trust},
      ${JSON.stringify(source.fieldTrust)}::text::jsonb, ${source.anchor})
    on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, trust = excluded.trust,
      field_trust = excluded.field_trust, anchor = excluded.anchor`.execute(db)
}

/** Adds sources that a file names and nobody has described, with middling trust. */
export async function addUnknownSources(db: Db, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return
  await sql`
    insert into registry.fusion_source (code, name_zh, name_en, trust)
    select c, c, c, ${UNKNOWN_TRUST} from unnest(${[...codes]}::text[]) c
    on conflict (code) do nothing`.execute(db)
}
