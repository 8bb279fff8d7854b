import type { z } from 'zod'
import type { EndpointInput, Page } from '../../contract/index.ts'
import { AppError, newId } from '../../core/index.ts'
import { inTransaction } from '../../db/index.ts'
import type { Ctx } from '../../module/index.ts'
import type { Account, createAccount, listAccounts, updateAccount } from '../contract.ts'
import { maskRow } from '../permissions/index.ts'
import {
  insertAccount,
  lockAdministrators,
  type StoredAccount,
  selectAccount,
  selectAccounts,
  updateAccountRow,
  updateMembership,
} from '../store/accounts.ts'
import { selectOrg } from '../store/orgs.ts'
import { deleteSessionsOf } from '../store/sessions.ts'
import { makeLink } from './links.ts'

type Query = EndpointInput<typeof listAccounts>['query']
type NewBody = EndpointInput<typeof createAccount>['body']
type Changes = z.output<NonNullable<(typeof updateAccount)['body']>>

/** The accounts that the caller may see, with the fields the caller may see; reading e-mails is audited. */
export async function findAccounts(ctx: Ctx, query: Query): Promise<Page<Account>> {
  const { permissions } = ctx.kernel
  const { page, size, q, role, orgId, sort } = query
  const { rows, total } = await selectAccounts(ctx.db, {
    q,
    role,
    orgId,
    sort,
    limit: size,
    offset: (page - 1) * size,
    scope: permissions.filter(ctx.actor, 'auth.account.read'),
  })
  const shown = rows.map((row) =>
    maskRow(permissions.decide(ctx.actor, 'auth.account.read', factsOf(row)), row),
  )
  const withEmail = shown.filter((row) => row.email).map((row) => row.id)
  if (withEmail.length > 0) {
    await ctx.kernel.audit.append(ctx, {
      action: 'auth.account.read',
      resource: 'auth.account',
      recordId: null,
      detail: { fields: ['email'], records: withEmail },
    })
  }
  return { rows: shown as unknown as Account[], total, page, size }
}

/** Adds an account without a password and answers with the path of its invitation. */
export async function addAccount(ctx: Ctx, body: NewBody): Promise<{ id: string; link: string }> {
  ctx.kernel.permissions.require(ctx.actor, 'auth.account.write', { orgId: body.orgId })
  const id = newId(ctx.kernel.now().getTime())
  const login = body.login.toLowerCase()
  const email = body.email?.toLowerCase() ?? null
  return inTransaction(ctx, async (inside) => {
    if (await selectAccount(inside.db, { login }))
      throw new AppError('auth.account.duplicate', { login }, { field: 'body.login' })
    await checkReferences(inside, email, body.orgId, id)
    await insertAccount(inside.db, { ...body, id, login, email }, ctx.kernel.now())
    const { link } = await makeLink(inside, id, 'invitation')
    const { name, roles, orgId, districts } = body
    await ctx.kernel.audit.append(inside, {
      action: 'auth.account.create',
      resource: 'auth.account',
      recordId: id,
      detail: { login, name, roles, orgId, districts },
    })
    return { id, link }
  })
}

/** Changes an account. New rights hold from its next request on; when it is disabled, its sessions end. */
export async function changeAccount(ctx: Ctx, id: string, changes: Changes): Promise<void> {
  await inTransaction(ctx, async (inside) => {
    const before = await accountOf(inside, id, true)
    ctx.kernel.permissions.require(ctx.actor, 'auth.account.write', factsOf(before))
    if (changes.orgId !== undefined)
      ctx.kernel.permissions.require(ctx.actor, 'auth.account.write', { orgId: changes.orgId })
    const email = changes.email === undefined ? undefined : (changes.email?.toLowerCase() ?? null)
    await checkReferences(inside, email ?? null, changes.orgId ?? null, id)
    if (losesAdministrator(before, changes)) await keepAnAdministrator(inside, id)
    const { name, lang, disabled, roles, districts, orgId } = changes
    await updateAccountRow(inside.db, id, { name, email, lang, disabled }, ctx.kernel.now())
    await updateMembership(inside.db, id, { roles, districts, org_id: orgId })
    if (disabled) await deleteSessionsOf(inside.db, id)
    await ctx.kernel.audit.append(inside, {
      action: 'auth.account.write',
      resource: 'auth.account',
      recordId: id,
      detail: { before: valuesOf(before, changes), after: { ...changes, email } },
    })
  })
}

/** A new one-time link: an invitation for who has never signed in, otherwise one that resets the password. */
export async function inviteAgain(ctx: Ctx, id: string): Promise<{ link: string; expiresAt: string }> {
  return inTransaction(ctx, async (inside) => {
    const account = await accountOf(inside, id, true)
    ctx.kernel.permissions.require(ctx.actor, 'auth.account.write', factsOf(account))
    const kind = account.invited ? 'invitation' : 'passwordReset'
    const made = await makeLink(inside, id, kind)
    await ctx.kernel.audit.append(inside, {
      action: 'auth.link.create',
      resource: 'auth.account',
      recordId: id,
      detail: { kind },
    })
    return made
  })
}

/** An account that must exist. */
export async function accountOf(ctx: Ctx, id: string, lock = false) {
  const account = await selectAccount(ctx.db, { id }, lock)
  if (!account) throw new AppError('auth.account.notFound', { id })
  return account
}

function factsOf(account: Pick<StoredAccount, 'id' | 'orgId'>) {
  return { ownerId: account.id, orgId: account.orgId }
}

async function checkReferences(
  ctx: Ctx,
  email: string | null,
  orgId: string | null,
  id: string,
): Promise<void> {
  if (email) {
    const other = await selectAccount(ctx.db, { email })
    if (other && other.id !== id)
      throw new AppError('auth.account.email.duplicate', { email }, { field: 'body.email' })
  }
  if (orgId && !(await selectOrg(ctx.db, orgId)))
    throw new AppError('auth.org.notFound', { id: orgId }, { field: 'body.orgId', status: 422 })
}

function losesAdministrator(before: StoredAccount, { roles, disabled }: Changes): boolean {
  if (!before.roles.includes('administrator')) return false
  return disabled === true || (roles !== undefined && !roles.includes('administrator'))
}

async function keepAnAdministrator(ctx: Ctx, leaving: string): Promise<void> {
  const able = await lockAdministrators(ctx.db)
  if (able.some((id) => id !== leaving)) return
  throw new AppError('auth.account.lastAdministrator.conflict')
}

/** The earlier values of what changes, for the log. */
function valuesOf(before: StoredAccount, changes: Changes): Record<string, unknown> {
  return Object.fromEntries(Object.keys(changes).map((key) => [key, before[key as keyof StoredAccount]]))
}
