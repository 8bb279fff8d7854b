import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { ScopeFilter } from '../../module/index.ts'
import type { Org } from '../contract.ts'
import { authTables, type OrgRow } from './tables.ts'

const COLUMNS = sql`
  org.id, org.name, org.type, org.uscc, org.enterprise_id as "enterpriseId", org.region,
  (select count(*) from kernel.membership where membership.org_id = org.id)::integer as accounts`

const SORTS: Record<string, string> = { name: 'org.name', type: 'org.type', accounts: 'accounts' }

export interface OrgQuery {
  readonly q?: string
  readonly type?: OrgRow['type']
  readonly sort?: string
  readonly limit: number
  readonly offset: number
  readonly scope: ScopeFilter
}

/** One page of organisations within the caller's scope, and how many there are. */
export async function selectOrgs(db: Db, query: OrgQuery): Promise<{ rows: Org[]; total: number }> {
  const conditions: Expression<SqlBool>[] = [scopeCondition(query.scope)]
  if (query.q) {
    const pattern = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(sql<SqlBool>`(org.name ilike ${pattern} or org.uscc ilike ${pattern})`)
  }
  if (query.type) conditions.push(sql<SqlBool>`org.type = ${query.type}`)
  const where = sql`where ${sql.join(conditions, sql` and `)}`
  const descending = query.sort?.startsWith('-') ?? false
  const column = SORTS[query.sort?.replace('-', '') ?? ''] ?? 'org.name'
  const { rows } = await sql<Org>`
    select ${COLUMNS} from kernel.org ${where}
    order by ${sql.ref(column)} ${sql.raw(descending ? 'desc' : 'asc')}, org.id
    limit ${query.limit} offset ${query.offset}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*) as n from kernel.org ${where}`.execute(db)
  return { rows, total: Number(counted.rows[0]!.n) }
}

function scopeCondition(scope: ScopeFilter): Expression<SqlBool> {
  if (scope.kind === 'any') return sql<SqlBool>`true`
  if (scope.kind === 'none') return sql<SqlBool>`false`
  return sql<SqlBool>`(org.id = ${scope.orgId}::uuid or org.enterprise_id = ${scope.enterpriseId}::uuid)`
}

export async function selectOrg(db: Db, id: string): Promise<Org | undefined> {
  const { rows } = await sql<Org>`select ${COLUMNS} from kernel.org where id = ${id}`.execute(db)
  return rows[0]
}

export async function orgIdByName(db: Db, name: string): Promise<string | undefined> {
  const row = await authTables(db)
    .selectFrom('kernel.org')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.id
}

export async function insertOrg(db: Db, row: OrgRow): Promise<void> {
  await authTables(db).insertInto('kernel.org').values(row).execute()
}

export async function updateOrgRow(
  db: Db,
  id: string,
  changes: Partial<Omit<OrgRow, 'id' | 'created_at'>>,
): Promise<void> {
  if (Object.values(changes).every((value) => value === undefined)) return
  await authTables(db).updateTable('kernel.org').set(changes).where('id', '=', id).execute()
}
