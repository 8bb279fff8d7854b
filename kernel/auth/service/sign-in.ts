import { AppError, unwrap } from '../../core/index.ts'
import { inTransaction } from '../../db/index.ts'
import type { Ctx } from '../../module/index.ts'
import type { Exchange } from '../exchange.ts'
import { hashPassword, needsRehash, verifyPassword } from '../password/hash.ts'
import { checkPassword } from '../password/policy.ts'
import { hashSecret } from '../secret.ts'
import { selectAccount, updateAccountRow } from '../store/accounts.ts'
import { voidLinksOf } from '../store/links.ts'
import { deleteSession, deleteSessionsOf } from '../store/sessions.ts'
import { personOf } from './authenticate.ts'
import { openSession } from './sessions.ts'
import { beginAttempt } from './throttle.ts'

/** Verified against when there is no account, so that the answer takes as long as for a wrong password. */
let decoy: Promise<string> | undefined

/**
 * Signs in with login and password: counts the attempt, verifies, opens a session and sets its cookie. The refusal is
 * the same for an unknown account, a wrong password and a disabled account.
 */
export async function signInWithPassword(
  ctx: Ctx,
  exchange: Exchange,
  body: { login: string; password: string },
): Promise<void> {
  const login = body.login.toLowerCase()
  const attempt = await beginAttempt(ctx, login, exchange.address)
  const account = await selectAccount(ctx.db, { login })
  decoy ??= hashPassword('nobody has this password')
  const stored = account?.password_hash ?? (await decoy)
  const right = await verifyPassword(body.password, stored)
  if (!account?.password_hash || !right || account.disabled) {
    await attempt.failed()
    await ctx.kernel.audit.append(ctx, {
      action: 'auth.signIn.refused',
      resource: 'auth.account',
      recordId: account?.id ?? null,
      detail: { login: login.slice(0, 120), address: exchange.address },
    })
    throw new AppError('auth.signIn.wrong', {}, { status: 401 })
  }
  const rehashed = needsRehash(stored) ? await hashPassword(body.password) : undefined
  await inTransaction(ctx, async (inside) => {
    if (rehashed) await updateAccountRow(inside.db, account.id, { password_hash: rehashed }, ctx.kernel.now())
    await openSession(inside, exchange, account, 'password')
  })
  await attempt.succeeded()
}

/** Ends the session for good: its cookie is worth nothing afterwards, wherever it was copied to. */
export async function endSession(ctx: Ctx, exchange: Exchange): Promise<void> {
  const accountId = personOf(ctx.actor)
  await inTransaction(ctx, async (inside) => {
    if (exchange.sessionToken) await deleteSession(inside.db, hashSecret(exchange.sessionToken))
    await ctx.kernel.audit.append(inside, {
      action: 'auth.signOut',
      resource: 'auth.account',
      recordId: accountId,
    })
  })
  exchange.clearSession()
}

/** Changes one's own password; all other sessions of the account end. */
export async function changeOwnPassword(
  ctx: Ctx,
  exchange: Exchange,
  body: { current: string; password: string },
): Promise<void> {
  const accountId = personOf(ctx.actor)
  const account = await selectAccount(ctx.db, { id: accountId })
  if (!account) throw new AppError('auth.unauthenticated')
  // Guessing the current password through a stolen session is throttled like signing in.
  const attempt = await beginAttempt(ctx, account.login, exchange.address)
  if (account.password_hash && !(await verifyPassword(body.current, account.password_hash))) {
    await attempt.failed()
    throw new AppError('auth.password.wrong', {}, { field: 'body.current' })
  }
  await attempt.succeeded()
  await setPassword(ctx, account, body.password, exchange.sessionToken)
}

/** Stores a new password after the policy, and ends the account's sessions but the one of `keepToken`. */
export async function setPassword(
  ctx: Ctx,
  account: { id: string; login: string; name: string; email: string | null },
  password: string,
  keepToken: string | null,
): Promise<void> {
  unwrap(checkPassword(password, [account.login, account.name, account.email ?? '']))
  const hash = await hashPassword(password)
  await inTransaction(ctx, async (inside) => {
    const now = ctx.kernel.now()
    await updateAccountRow(inside.db, account.id, { password_hash: hash }, now)
    await deleteSessionsOf(inside.db, account.id, keepToken ? hashSecret(keepToken) : null)
    await voidLinksOf(inside.db, account.id, now)
    await ctx.kernel.audit.append(inside, {
      action: 'auth.password.write',
      resource: 'auth.account',
      recordId: account.id,
    })
  })
}
