import type { Ctx } from '../module/index.ts'

/**
 * Runs a use case in one transaction. The body gets a context whose `db` is the transaction and must use that one
 * only: the embedded database has a single connection, and asking the outer one for it inside would wait for ever.
 * Called inside a transaction it joins it.
 */
export async function inTransaction<T>(ctx: Ctx, body: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return body(ctx)
  return ctx.db.transaction().execute((trx) => body({ ...ctx, db: trx }))
}
