import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Lang, Role, ScopeFilter } from '../../module/index.ts'
import { type AccountRow, authTables } from './tables.ts'

/** An account with its membership, as the services work with it. */
export interface StoredAccount {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly email: string | null
  readonly lang: Lang
  readonly roles: Role[]
  readonly orgId: string | null
  readonly orgName: string | null
  readonly districts: string[]
  readonly disabled: boolean
  readonly invited: boolean
  readonly createdAt: string
  readonly lastSignInAt: string | null
}

const COLUMNS = sql`
  account.id, account.login, account.name, account.email, account.lang,
  coalesce(membership.roles, '{}') as roles, membership.org_id as "orgId", org.name as "orgName",
  coalesce(membership.districts, '{}') as districts, account.disabled,
  (account.password_hash is null and account.oidc_subject is null) as invited,
  account.created_at as "createdAt", account.last_sign_in_at as "lastSignInAt"`

const FROM = sql`
  from kernel.account
  left join kernel.membership on membership.account_id = account.id
  left join kernel.org on org.id = membership.org_id`

const SORTS: Record<string, string> = {
  login: 'account.login',
  name: 'account.name',
  createdAt: 'account.created_at',
  lastSignInAt: 'account.last_sign_in_at',
  orgName: 'org.name',
}

export interface AccountQuery {
  readonly q?: string
  readonly role?: Role
  readonly orgId?: string
  readonly sort?: string
  readonly limit: number
  readonly offset: number
  readonly scope: ScopeFilter
}

/** One page of accounts within the caller's scope, and how many there are. */
export async function selectAccounts(
  db: Db,
  query: AccountQuery,
): Promise<{ rows: StoredAccount[]; total: number }> {
  const where = sql`where ${sql.join(conditionsOf(query), sql` and `)}`
  const descending = query.sort?.startsWith('-') ?? false
  const column = SORTS[query.sort?.replace('-', '') ?? ''] ?? 'account.login'
  const { rows } = await sql<StoredAccount>`
    select ${COLUMNS} ${FROM} ${where}
    order by ${sql.ref(column)} ${sql.raw(descending ? 'desc' : 'asc')} nulls last, account.id
    limit ${query.limit} offset ${query.offset}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*) as n ${FROM} ${where}`.execute(db)
  return { rows, total: Number(counted.rows[0]!.n) }
}

function conditionsOf({ q, role, orgId, scope }: AccountQuery): Expression<SqlBool>[] {
  const conditions = [scopeCondition(scope)]
  if (q) {
    const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(
      sql<SqlBool>`(account.login ilike ${pattern} or account.name ilike ${pattern} or org.name ilike ${pattern})`,
    )
  }
  if (role) conditions.push(sql<SqlBool>`${role} = any(membership.roles)`)
  if (orgId) conditions.push(sql<SqlBool>`membership.org_id = ${orgId}`)
  return conditions
}

/** An account belongs to its organisation and is its own owner; it lies in no district. */
function scopeCondition(scope: ScopeFilter): Expression<SqlBool> {
  if (scope.kind === 'any') return sql<SqlBool>`true`
  if (scope.kind === 'none') return sql<SqlBool>`false`
  return sql<SqlBool>`(membership.org_id = ${scope.orgId}::uuid or account.id = ${scope.ownerId}::uuid)`
}

/** The account that satisfies a condition on its columns; locked until the transaction ends when asked. */
export async function selectAccount(
  db: Db,
  by: { id: string } | { login: string } | { email: string } | { issuer: string; subject: string },
  lock = false,
): Promise<(StoredAccount & Pick<AccountRow, 'password_hash' | 'oidc_subject'>) | undefined> {
  const where =
    'id' in by
      ? sql`account.id = ${by.id}`
      : 'login' in by
        ? sql`account.login = ${by.login}`
        : 'email' in by
          ? sql`account.email = ${by.email}`
          : sql`account.oidc_issuer = ${by.issuer} and account.oidc_subject = ${by.subject}`
  const { rows } = await sql<StoredAccount & Pick<AccountRow, 'password_hash' | 'oidc_subject'>>`
    select ${COLUMNS}, account.password_hash, account.oidc_subject ${FROM} where ${where}
    ${lock ? sql`for update of account` : sql``}`.execute(db)
  return rows[0]
}

export interface NewAccount {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly email: string | null
  readonly lang: Lang
  readonly roles: readonly Role[]
  readonly orgId: string | null
  readonly districts: readonly string[]
}

export async function insertAccount(db: Db, account: NewAccount, now: Date): Promise<void> {
  const at = now.toISOString()
  const { id, login, name, email, lang, orgId } = account
  await sql`
    insert into kernel.account (id, login, name, email, lang, created_at, updated_at)
    values (${id}, ${login}, ${name}, ${email}, ${lang}, ${at}, ${at})`.execute(db)
  await authTables(db)
    .insertInto('kernel.membership')
    .values({ account_id: id, org_id: orgId, roles: [...account.roles], districts: [...account.districts] })
    .execute()
}

/** Changes columns of an account; what is undefined stays. */
export async function updateAccountRow(
  db: Db,
  id: string,
  changes: Partial<Omit<AccountRow, 'id' | 'login' | 'created_at'>>,
  now: Date,
): Promise<void> {
  await authTables(db)
    .updateTable('kernel.account')
    .set({ ...changes, updated_at: now.toISOString() })
    .where('id', '=', id)
    .execute()
}

/** Changes an account's membership; what is undefined stays. */
export async function updateMembership(
  db: Db,
  id: string,
  changes: { roles?: Role[]; districts?: string[]; org_id?: string | null },
): Promise<void> {
  if (Object.values(changes).every((value) => value === undefined)) return
  await authTables(db).updateTable('kernel.membership').set(changes).where('account_id', '=', id).execute()
}

/**
 * The enabled administrators who can sign in, locked until the transaction ends: two administrators who disable each
 * other at the same moment wait here, and the second finds that there is nobody else.
 */
export async function lockAdministrators(db: Db): Promise<string[]> {
  // Row locks do not hold where there is no row yet: two servers may start on one empty database.
  await sql`select pg_advisory_xact_lock(hashtext('kernel.administrators'))`.execute(db)
  const { rows } = await sql<{ id: string }>`
    select account.id from kernel.account join kernel.membership on membership.account_id = account.id
    where 'administrator' = any(membership.roles) and not account.disabled
      and (account.password_hash is not null or account.oidc_subject is not null)
    order by account.id for update of account, membership`.execute(db)
  return rows.map(({ id }) => id)
}
