import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import { reference } from '#modules/registry'
import type { getChainSettings, putChainSettings } from '../contract/settings.ts'
import { chainSettings, DEFAULT_SETTINGS } from '../domain/settings.ts'
import { bumpRevision } from '../store/revision.ts'
import { putSettings, selectSettings } from '../store/settings.ts'
import { changesOf } from './changes.ts'

/** The settings in force, those the product begins with, and who changed them last. */
export async function shownSettings(ctx: Ctx): Promise<EndpointReply<typeof getChainSettings>> {
  const stored = await selectSettings(ctx.db)
  return {
    value: stored ? chainSettings.parse(stored.value) : DEFAULT_SETTINGS,
    defaults: DEFAULT_SETTINGS,
    version: stored?.version ?? 0,
    updatedBy: stored?.updatedBy ?? null,
    updatedAt: stored ? new Date(stored.updatedAt).toISOString() : null,
  }
}

/**
 * Changes the settings; what was computed before stands on other ones from then on.
 * @throws AppError chain.settings.stale (409) when somebody else changed them meanwhile, chain.settings.order when facts would
 * stop counting before they are checked, chain.settings.nodeUnknown
 */
export async function changeSettings(
  ctx: Ctx,
  { version, value }: EndpointInput<typeof putChainSettings>['body'],
): Promise<EndpointReply<typeof putChainSettings>> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.analysis.write')
  if (value.dropBelow > value.checkBelow)
    throw new AppError(
      'chain.settings.order',
      { drop: value.dropBelow, check: value.checkBelow },
      { status: 400, field: 'body.value.dropBelow' },
    )
  const { nodeByCode } = await reference(ctx)
  for (const node of Object.keys(value.risk.nodeDays))
    if (!nodeByCode.has(node))
      throw new AppError(
        'chain.settings.nodeUnknown',
        { node },
        { status: 400, field: 'body.value.risk.nodeDays' },
      )
  return inTransaction(ctx, async (inside) => {
    const stored = await selectSettings(inside.db)
    const before = stored ? chainSettings.parse(stored.value) : DEFAULT_SETTINGS
    if (!(await putSettings(inside.db, value, version, ctx.actor.name)))
      throw new AppError('chain.settings.stale', {}, { status: 409 })
    await ctx.kernel.audit.append(inside, {
      action: 'chain.settings.change',
      resource: 'chain.analysis',
      recordId: null,
      detail: { changes: changesOf(before, value) },
    })
    await bumpRevision(inside.db)
    return { version: version + 1 }
  })
}
