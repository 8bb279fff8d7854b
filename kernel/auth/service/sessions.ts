import { inTransaction } from '../../db/index.ts'
import type { Actor, Ctx } from '../../module/index.ts'
import type { Exchange } from '../exchange.ts'
import { hashSecret, newSecret } from '../secret.ts'
import { updateAccountRow } from '../store/accounts.ts'
import { deleteSession, insertSession } from '../store/sessions.ts'

/** Opens a session for an account, in the context's transaction; the cookie is set once it has been stored. */
export async function openSession(
  ctx: Ctx,
  exchange: Exchange,
  account: { readonly id: string; readonly name: string; readonly orgId?: string | null },
  how: 'password' | 'link' | 'oidc',
): Promise<void> {
  const token = newSecret()
  const now = ctx.kernel.now()
  const hours = ctx.kernel.config.sessionMaxHours
  await inTransaction(ctx, async (inside) => {
    // A session that was open in this browser ends: a new sign-in never continues an old token.
    if (exchange.sessionToken) await deleteSession(inside.db, hashSecret(exchange.sessionToken))
    await insertSession(inside.db, {
      tokenHash: hashSecret(token),
      accountId: account.id,
      now,
      expiresAt: new Date(now.getTime() + hours * 3_600_000),
      address: exchange.address,
      userAgent: exchange.userAgent,
    })
    await updateAccountRow(inside.db, account.id, { last_sign_in_at: now.toISOString() }, now)
    const actor = actingAs(inside.actor, account)
    await ctx.kernel.audit.append(
      { ...inside, actor },
      {
        action: 'auth.signIn',
        resource: 'auth.account',
        recordId: account.id,
        detail: { how, address: exchange.address },
      },
    )
  })
  exchange.setSession(token, hours * 3600)
}

/** The log names who signed in, although the request itself was still anonymous. */
export function actingAs(
  actor: Actor,
  account: { readonly id: string; readonly name: string; readonly orgId?: string | null },
): Actor {
  return {
    ...actor,
    kind: 'account',
    accountId: account.id,
    name: account.name,
    orgId: account.orgId ?? null,
  }
}
