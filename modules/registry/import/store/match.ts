import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import { ENTERPRISE_FIELDS } from '../../store/enterprise.ts'
import type { Candidate } from '../domain/candidate.ts'
import type { KnownFirm } from '../domain/identify.ts'
import type { KnownPart, Library } from '../domain/plan.ts'
import { type PartName, partTable } from './parts.ts'

/** Reads what the library holds for some rows, with a few statements for all of them. */
export async function libraryFor(
  db: Db,
  candidates: readonly Candidate[],
  parts: readonly PartName[],
  ids: readonly string[] = [],
): Promise<Library> {
  const keys = candidates.flatMap(({ firm, buyer }) => (buyer ? [firm, buyer] : [firm]))
  const firms = await readFirms(
    db,
    keys.flatMap(({ uscc }) => (uscc === null ? [] : [uscc])),
    keys.flatMap(({ nameKey }) => (nameKey === null ? [] : [nameKey])),
    ids,
  )
  const byUscc = new Map(firms.flatMap((firm) => (firm.uscc === null ? [] : [[firm.uscc, firm] as const])))
  const byName = Map.groupBy(firms, (firm) => firm.nameKey)
  const byId = new Map(firms.map((firm) => [firm.id, firm]))
  const known = new Map<string, Map<string, KnownPart[]>>()
  for (const part of parts) known.set(part, await readParts(db, part, [...byId.keys()]))
  return {
    byUscc: (uscc) => byUscc.get(uscc),
    byName: (key) => byName.get(key) ?? [],
    byId: (id) => byId.get(id),
    parts: (id, part) => known.get(part)?.get(id) ?? [],
  }
}

async function readFirms(
  db: Db,
  usccs: readonly string[],
  names: readonly string[],
  ids: readonly string[],
): Promise<KnownFirm[]> {
  const columns = sql.join(ENTERPRISE_FIELDS.map(([, column]) => sql.ref(`e.${column}`)))
  const found = await sql<Record<string, unknown>>`
    select e.id, e.version, e.name_key, ${columns} from registry.enterprise e
    where e.id in (
      select id from registry.enterprise where uscc = any(${[...usccs]}::text[])
      union select id from registry.enterprise where name_key = any(${[...names]}::text[])
      union select unnest(${[...ids]}::uuid[]))
    order by e.id`.execute(db)
  return found.rows.map((row) => ({
    id: String(row.id),
    uscc: row.uscc as string | null,
    name: String(row.name),
    nameKey: String(row.name_key),
    formerNames: row.former_names as string[],
    district: row.district as string | null,
    version: row.version as number,
    fields: Object.fromEntries(ENTERPRISE_FIELDS.map(([field, column]) => [field, row[column]])),
  }))
}

async function readParts(db: Db, part: PartName, ids: readonly string[]): Promise<Map<string, KnownPart[]>> {
  const table = partTable(part)!
  const columns = sql.join(
    table.fields.map(([field, column]) => sql`p.${sql.ref(column)} as ${sql.ref(field)}`),
  )
  const found = await sql<{ owner: string; key: string } & Record<string, unknown>>`
    select p.${sql.ref(table.owner)} as owner, p.${sql.ref(table.key)}::text as key, ${columns}
    from ${sql.table(table.table)} p where p.${sql.ref(table.owner)} = any(${[...ids]}::uuid[])`.execute(db)
  return Map.groupBy(found.rows, (row) => row.owner)
}
