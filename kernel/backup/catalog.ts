import type { Database } from '../db/index.ts'

/** One table as the backup sees it. */
export interface BackupTable {
  readonly schema: string
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string; readonly identity: boolean }[]
}

/** The job queue's own tables are left out: it rebuilds them, and unfinished work is listed in kernel.job. */
const LEFT_OUT = ['pgboss', 'public', 'information_schema']

/**
 * Every table of the product, parents before children so that foreign keys hold while rows go in. Generated columns
 * are left out. A table must not have a foreign key to itself: its rows travel in batches, in no order of theirs.
 */
export async function backupTables(database: Database): Promise<BackupTable[]> {
  const columns = await database.query<{
    schema: string
    name: string
    column: string
    type: string
    identity: boolean
  }>(
    `select n.nspname as schema, c.relname as name, a.attname as column,
            format_type(a.atttypid, a.atttypmod) as type, a.attidentity <> '' as identity
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> all($1::text[])
     order by n.nspname, c.relname, a.attnum`,
    [LEFT_OUT],
  )
  const links = await database.query<{ child: string; parent: string }>(
    `select conrelid::regclass::text as child, confrelid::regclass::text as parent
     from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  )
  const byName = new Map<string, BackupTable>()
  for (const row of columns.rows) {
    const key = `${row.schema}.${row.name}`
    const table = byName.get(key) ?? { schema: row.schema, name: row.name, columns: [] }
    byName.set(key, {
      ...table,
      columns: [...table.columns, { name: row.column, type: row.type, identity: row.identity }],
    })
  }
  return parentsFirst(byName, links.rows)
}

function parentsFirst(
  tables: ReadonlyMap<string, BackupTable>,
  links: readonly { child: string; parent: string }[],
): BackupTable[] {
  const ordered: BackupTable[] = []
  const visited = new Set<string>()
  const visit = (name: string) => {
    if (visited.has(name)) return
    visited.add(name)
    for (const link of links) if (link.child === name) visit(link.parent)
    const table = tables.get(name)
    if (table) ordered.push(table)
  }
  for (const name of tables.keys()) visit(name)
  return ordered
}

/** `"schema"."name"`, quoted. */
export function quoted(...parts: string[]): string {
  return parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.')
}
