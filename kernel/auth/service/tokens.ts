import { AppError, newId } from '../../core/index.ts'
import { inTransaction } from '../../db/index.ts'
import type { Ctx } from '../../module/index.ts'
import { hashSecret, newSecret, TOKEN_PREFIX } from '../secret.ts'
import { insertToken, revokeTokenRow, selectToken, selectTokens } from '../store/tokens.ts'
import { personOf } from './authenticate.ts'

const DAY_MS = 86_400_000

/** The caller's own tokens that still work. */
export async function findTokens(ctx: Ctx) {
  const accountId = personOf(ctx.actor)
  ctx.kernel.permissions.require(ctx.actor, 'auth.token.read', { ownerId: accountId })
  const rows = await selectTokens(ctx.db, accountId, ctx.kernel.now())
  return {
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      scopes: row.scopes,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      lastUsedAt: row.last_used_at,
    })),
  }
}

/** Makes a token for the caller, limited to `scopes` when there are any. The token is in the answer only. */
export async function makeToken(
  ctx: Ctx,
  { name, scopes, days }: { name: string; scopes: string[]; days: number },
): Promise<{ id: string; token: string; expiresAt: string }> {
  const accountId = personOf(ctx.actor)
  ctx.kernel.permissions.require(ctx.actor, 'auth.token.write', { ownerId: accountId })
  const held = new Set(ctx.kernel.permissions.held(ctx.actor))
  const foreign = scopes.filter((scope) => !held.has(scope))
  if (foreign.length > 0)
    throw new AppError('auth.token.scope', { scopes: foreign.join(', ') }, { field: 'body.scopes' })
  const now = ctx.kernel.now()
  const id = newId(now.getTime())
  const token = TOKEN_PREFIX + newSecret()
  const expiresAt = new Date(now.getTime() + days * DAY_MS).toISOString()
  await inTransaction(ctx, async (inside) => {
    await insertToken(inside.db, {
      id,
      token_hash: hashSecret(token),
      account_id: accountId,
      name,
      scopes: [...new Set(scopes)],
      created_at: now.toISOString(),
      expires_at: expiresAt,
      last_used_at: null,
      revoked_at: null,
    })
    await ctx.kernel.audit.append(inside, {
      action: 'auth.token.create',
      resource: 'auth.token',
      recordId: id,
      detail: { name, scopes, expiresAt },
    })
  })
  return { id, token, expiresAt }
}

/** Revokes a token: one's own, or anybody's for an administrator. */
export async function revokeToken(ctx: Ctx, id: string): Promise<void> {
  personOf(ctx.actor)
  await inTransaction(ctx, async (inside) => {
    const token = await selectToken(inside.db, id)
    const owned = { ownerId: token?.account_id ?? null }
    // Whether somebody else's token exists is nobody's business.
    if (!token || !ctx.kernel.permissions.decide(ctx.actor, 'auth.token.revoke', owned).allowed)
      throw new AppError('auth.token.notFound', { id })
    await revokeTokenRow(inside.db, id, ctx.kernel.now())
    await ctx.kernel.audit.append(inside, {
      action: 'auth.token.revoke',
      resource: 'auth.token',
      recordId: id,
      detail: { accountId: token.account_id },
    })
  })
}
