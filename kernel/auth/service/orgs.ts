import type { EndpointInput, Page } from '../../contract/index.ts'
import { AppError, newId } from '../../core/index.ts'
import { inTransaction } from '../../db/index.ts'
import type { Ctx } from '../../module/index.ts'
import type { createOrg, listOrgs, Org, updateOrg } from '../contract.ts'
import { insertOrg, orgIdByName, selectOrg, selectOrgs, updateOrgRow } from '../store/orgs.ts'

/** The organisations that the caller may see. */
export async function findOrgs(ctx: Ctx, query: EndpointInput<typeof listOrgs>['query']): Promise<Page<Org>> {
  const { page, size, q, type, sort } = query
  const scope = ctx.kernel.permissions.filter(ctx.actor, 'auth.org.read')
  const found = await selectOrgs(ctx.db, { q, type, sort, limit: size, offset: (page - 1) * size, scope })
  return { ...found, page, size }
}

/** Adds an organisation; its name is unique. */
export async function addOrg(
  ctx: Ctx,
  body: EndpointInput<typeof createOrg>['body'],
): Promise<{ id: string }> {
  ctx.kernel.permissions.require(ctx.actor, 'auth.org.write', { enterpriseId: body.enterpriseId })
  const id = newId(ctx.kernel.now().getTime())
  return inTransaction(ctx, async (inside) => {
    await checkName(inside, body.name, id)
    const { name, type, region } = body
    await insertOrg(inside.db, {
      id,
      name,
      type,
      region: region || null,
      uscc: body.uscc || null,
      enterprise_id: body.enterpriseId,
      created_at: ctx.kernel.now().toISOString(),
    })
    await ctx.kernel.audit.append(inside, {
      action: 'auth.org.create',
      resource: 'auth.org',
      recordId: id,
      detail: body,
    })
    return { id }
  })
}

/** Changes an organisation. */
export async function changeOrg(
  ctx: Ctx,
  id: string,
  changes: EndpointInput<typeof updateOrg>['body'],
): Promise<void> {
  await inTransaction(ctx, async (inside) => {
    const before = await selectOrg(inside.db, id)
    if (!before) throw new AppError('auth.org.notFound', { id })
    ctx.kernel.permissions.require(ctx.actor, 'auth.org.write', {
      orgId: id,
      enterpriseId: before.enterpriseId,
    })
    if (changes.name !== undefined) await checkName(inside, changes.name, id)
    const { name, type, uscc, enterpriseId, region } = changes
    await updateOrgRow(inside.db, id, {
      name,
      type,
      region,
      uscc: uscc === '' ? null : uscc,
      enterprise_id: enterpriseId,
    })
    await ctx.kernel.audit.append(inside, {
      action: 'auth.org.write',
      resource: 'auth.org',
      recordId: id,
      detail: { before, after: changes },
    })
  })
}

async function checkName(ctx: Ctx, name: string, id: string): Promise<void> {
  const other = await orgIdByName(ctx.db, name)
  if (other && other !== id) throw new AppError('auth.org.duplicate', { name }, { field: 'body.name' })
}
