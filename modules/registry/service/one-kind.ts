import { sql } from 'kysely'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'

/** Any number: all who write firms of one kind or the other wait for each other by it. */
const LOCK = 7_301_120

/** Which kinds of enterprise the library holds. A city that is being loaded counts as there. */
async function kindsHeld(ctx: Ctx): Promise<{ real: boolean; synthetic: boolean }> {
  const { rows } = await sql<{ real: boolean; synthetic: boolean }>`
    select exists (select 1 from registry.enterprise where not synthetic) as real,
      exists (select 1 from registry.enterprise where synthetic) or exists (select 1 from registry.demo)
        as synthetic`.execute(ctx.db)
  return rows[0]!
}

/** Keeps others from bringing in, or taking out, firms of the other kind until the transaction ends. */
export async function holdKinds(ctx: Ctx): Promise<{ real: boolean; synthetic: boolean }> {
  await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(ctx.db)
  return kindsHeld(ctx)
}

/**
 * A real firm never stands beside an invented figure. Call it inside the transaction that adds enterprises, before they
 * are written: it answers whether the rows are to be marked synthetic. In a library with a synthetic city rows are
 * taken only as test data, which the person must have confirmed; in one with real firms test data is refused. An empty
 * library takes either and is of that kind from then on.
 *
 * @throws AppError registry.kind.testDataOnly, registry.kind.realOnly (409)
 * @example const { synthetic } = await requireOneKind(inside, { testData: body.testData })
 */
export async function requireOneKind(
  ctx: Ctx,
  { testData = false }: { readonly testData?: boolean | undefined },
): Promise<{ synthetic: boolean }> {
  const seen = await kindsHeld(ctx)
  // Only who might decide the library's kind waits for others: it does not change while there are firms of it.
  const { real, synthetic } =
    seen.real === testData || seen.synthetic !== testData ? await holdKinds(ctx) : seen
  if (synthetic && !testData) throw new AppError('registry.kind.testDataOnly', {}, { status: 409 })
  if (real && testData) throw new AppError('registry.kind.realOnly', {}, { status: 409 })
  return { synthetic: testData }
}
