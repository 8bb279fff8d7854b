import { AppError, newId } from '../../core/index.ts'
import { inTransaction } from '../../db/index.ts'
import type { Ctx } from '../../module/index.ts'
import type { Exchange } from '../exchange.ts'
import { hashSecret, newSecret } from '../secret.ts'
import {
  insertAccount,
  lockAdministrators,
  selectAccount,
  updateAccountRow,
  updateMembership,
} from '../store/accounts.ts'
import { findLink, insertLink, takeLink, voidLinksOf } from '../store/links.ts'
import type { LinkKind } from '../store/tables.ts'
import { systemActor } from './authenticate.ts'
import { actingAs, openSession } from './sessions.ts'
import { setPassword } from './sign-in.ts'

const HOUR = 3_600_000
const LIFETIME: Readonly<Record<LinkKind, number>> = {
  firstAdministrator: 24 * HOUR,
  invitation: 7 * 24 * HOUR,
  passwordReset: 24 * HOUR,
}

/** Login of the account that the first start makes. */
const FIRST_LOGIN = 'admin'

/** Makes a link and voids the account's earlier ones. Answers with its path on the pages; only its hash is stored. */
export async function makeLink(
  ctx: Ctx,
  accountId: string,
  kind: LinkKind,
): Promise<{ link: string; expiresAt: string }> {
  const token = newSecret()
  const now = ctx.kernel.now()
  const expiresAt = new Date(now.getTime() + LIFETIME[kind]).toISOString()
  await voidLinksOf(ctx.db, accountId, now)
  await insertLink(ctx.db, {
    token_hash: hashSecret(token),
    kind,
    account_id: accountId,
    created_at: now.toISOString(),
    created_by: ctx.actor.accountId,
    expires_at: expiresAt,
    used_at: null,
  })
  return { link: `/link/${token}`, expiresAt }
}

/** Whom a link is for. Throws `auth.link.gone` when it was used, has expired or never existed. */
export async function lookAtLink(ctx: Ctx, token: string) {
  const found = await findLink(ctx.db, hashSecret(token), ctx.kernel.now())
  if (!found) throw new AppError('auth.link.gone')
  const { kind, login, name, expiresAt } = found
  return { kind, login, name, first: kind !== 'passwordReset', expiresAt }
}

/** Sets the password by a link and signs in. A refused password leaves the link as it was. */
export async function redeem(
  ctx: Ctx,
  exchange: Exchange,
  token: string,
  body: { name?: string; password: string },
): Promise<void> {
  const tokenHash = hashSecret(token)
  await inTransaction(ctx, async (inside) => {
    const now = ctx.kernel.now()
    const link = await findLink(inside.db, tokenHash, now)
    if (!link || !(await takeLink(inside.db, tokenHash, now))) throw new AppError('auth.link.gone')
    const account = await selectAccount(inside.db, { id: link.accountId }, true)
    if (!account) throw new AppError('auth.link.gone')
    const name = link.kind === 'passwordReset' ? account.name : (body.name ?? account.name)
    if (name !== account.name) await updateAccountRow(inside.db, account.id, { name }, now)
    const person = { ...account, name }
    await setPassword({ ...inside, actor: actingAs(ctx.actor, person) }, person, body.password, null)
    await openSession(inside, exchange, person, 'link')
  })
}

/**
 * The path of a one-time link for the first administrator, while nobody who could administer can sign in; null
 * afterwards. Called at every start: each call voids the link of the one before.
 */
export async function firstAdministratorLink(ctx: Ctx): Promise<string | null> {
  const system = { ...ctx, actor: systemActor('start') }
  return inTransaction(system, async (inside) => {
    if ((await lockAdministrators(inside.db)).length > 0) return null
    const known = await selectAccount(inside.db, { login: FIRST_LOGIN })
    const id = known?.id ?? newId(ctx.kernel.now().getTime())
    if (!known) {
      const account = {
        id,
        login: FIRST_LOGIN,
        name: ctx.kernel.config.language === 'en' ? 'Administrator' : '系统管理员',
        email: null,
        lang: ctx.kernel.config.language,
        roles: ['administrator'] as const,
        orgId: null,
        districts: [],
      }
      await insertAccount(inside.db, account, ctx.kernel.now())
    } else {
      // Nobody else can let an administrator in any more; whoever starts the server may.
      await updateAccountRow(inside.db, id, { disabled: false }, ctx.kernel.now())
      await updateMembership(inside.db, id, {
        roles: [...new Set([...known.roles, 'administrator' as const])],
      })
    }
    const { link } = await makeLink(inside, id, 'firstAdministrator')
    await ctx.kernel.audit.append(inside, {
      action: 'auth.link.create',
      resource: 'auth.account',
      recordId: id,
      detail: { kind: 'firstAdministrator' },
    })
    return link
  })
}
