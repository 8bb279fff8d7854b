import type { Db } from '../../db/index.ts'
import { authTables } from './tables.ts'

export interface OidcFlow {
  readonly nonce: string
  readonly codeVerifier: string
  readonly returnPath: string
}

export async function insertFlow(db: Db, stateHash: string, flow: OidcFlow, expiresAt: Date): Promise<void> {
  await authTables(db)
    .insertInto('kernel.oidc_flow')
    .values({
      state_hash: stateHash,
      nonce: flow.nonce,
      code_verifier: flow.codeVerifier,
      return_path: flow.returnPath,
      expires_at: expiresAt.toISOString(),
    })
    .execute()
}

/** Takes a started sign-in out of the table: it can be finished once. */
export async function takeFlow(db: Db, stateHash: string, now: Date): Promise<OidcFlow | undefined> {
  const row = await authTables(db)
    .deleteFrom('kernel.oidc_flow')
    .where('state_hash', '=', stateHash)
    .returningAll()
    .executeTakeFirst()
  if (!row || new Date(row.expires_at) <= now) return undefined
  return { nonce: row.nonce, codeVerifier: row.code_verifier, returnPath: row.return_path }
}
