import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import type { FusionEntity } from '../../contract.ts'
import { bumpRevision } from '../../store/revision.ts'
import { lockState, raiseVersion } from '../store/entities.ts'
import { requireDecide } from './access.ts'
import { livingEntities } from './decide.ts'
import { refreshEntities } from './refresh.ts'
import { entityOf } from './views.ts'

/** Enters an entity into the library by a person's decision, whatever its sources. */
export async function foundByHand(
  ctx: Ctx,
  id: string,
  { testData }: { readonly testData: boolean },
): Promise<FusionEntity> {
  requireDecide(ctx)
  await inTransaction(ctx, async (inside) => {
    await lockState(inside.db)
    const entity = (await livingEntities(inside.db, [id])).get(id)!
    if (entity.enterpriseId !== null)
      throw new AppError('registry.fusion.inLibrary', { name: entity.name }, { status: 409 })
    const { founded } = await refreshEntities(inside, [id], { found: { who: 'named', testData, ids: [id] } })
    if (founded === 0)
      throw new AppError('registry.fusion.notFounded', { name: entity.name }, { status: 409 })
    await raiseVersion(inside.db)
    await bumpRevision(inside.db)
    await ctx.kernel.audit.append(inside, {
      action: 'registry.fusion.found',
      resource: 'registry.fusion',
      recordId: id,
      detail: { name: entity.name, testData },
    })
  })
  return entityOf(ctx, id)
}
