import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import type { FusionSource } from '../../contract.ts'
import { lockState, raiseVersion } from '../store/entities.ts'
import { LIBRARY } from '../store/records.ts'
import { putSource, selectSources } from '../store/sources.ts'
import { requireDecide } from './access.ts'

/** Adds a source or changes it; the next run makes every golden record anew when trust changed. */
export async function changeSourceTo(ctx: Ctx, source: Omit<FusionSource, 'records'>): Promise<FusionSource> {
  requireDecide(ctx)
  if (source.code === LIBRARY && !source.anchor)
    throw new AppError('registry.fusion.sourceFixed', { code: source.code }, { field: 'body.anchor' })
  return inTransaction(ctx, async (inside) => {
    await lockState(inside.db)
    await putSource(inside.db, source)
    await raiseVersion(inside.db, true)
    await ctx.kernel.audit.append(inside, {
      action: 'registry.fusion.source',
      resource: 'registry.fusion',
      recordId: source.code,
      detail: source,
    })
    return (await selectSources(inside.db)).find(({ code }) => code === source.code)!
  })
}
