import { inTransaction } from '../../db/index.ts'
import type { Ctx, Grant, Lang, Resource } from '../../module/index.ts'
import { ROLES } from '../../module/index.ts'
import { actionTitle, ROLE_TITLES, SCOPE_TITLES } from '../permissions/index.ts'
import { selectAccount, updateAccountRow } from '../store/accounts.ts'
import { personOf } from './authenticate.ts'

/** What the pages must know of the caller. */
export async function describeCaller(ctx: Ctx, csrfToken: string, synthetic: boolean) {
  const { actor, kernel } = ctx
  const account = actor.accountId ? await selectAccount(ctx.db, { id: actor.accountId }) : undefined
  return {
    id: actor.accountId,
    login: account?.login ?? '',
    name: actor.name,
    lang: account?.lang ?? ctx.lang,
    roles: [...actor.roles],
    orgId: actor.orgId,
    orgName: account?.orgName ?? null,
    enterpriseId: actor.enterpriseId,
    districts: [...actor.districts],
    permissions: [...kernel.permissions.held(actor)],
    csrfToken,
    synthetic,
    city: kernel.pack.titles,
  }
}

/** Changes one's own name or language. */
export async function changeMe(ctx: Ctx, changes: { name?: string; lang?: Lang }): Promise<void> {
  const id = personOf(ctx.actor)
  await inTransaction(ctx, async (inside) => {
    await updateAccountRow(inside.db, id, changes, ctx.kernel.now())
    await ctx.kernel.audit.append(inside, {
      action: 'auth.account.write',
      resource: 'auth.account',
      recordId: id,
      detail: { after: changes },
    })
  })
}

/** What the caller may do, in words: one row per permission held, in the order of the resources. */
export function describePermissions({ actor, kernel }: Ctx, resources: readonly Resource[]) {
  const held = new Set(kernel.permissions.held(actor))
  return resources.flatMap((resource) =>
    resource.actions
      .map((action) => ({ action, permission: `${resource.name}.${action}` }))
      .filter(({ permission }) => held.has(permission))
      .map(({ action, permission }) => ({
        permission,
        resourceTitles: resource.titles,
        actionTitles: actionTitle(action),
      })),
  )
}

/** The roles with everything they may do, in words, for the page "users and roles". */
export function describeRoles(resources: readonly Resource[], grants: readonly Grant[]) {
  const byName = new Map(resources.map((resource) => [resource.name, resource]))
  return {
    roles: ROLES.map((role) => ({
      role,
      titles: ROLE_TITLES[role],
      grants: grants
        .filter((grant) => grant.role === role && byName.has(grant.resource))
        .map((grant) => describeGrant(grant, byName.get(grant.resource)!)),
    })),
  }
}

function describeGrant(grant: Grant, resource: Resource) {
  const { fields } = grant
  return {
    resource: resource.name,
    resourceTitles: resource.titles,
    actions: grant.actions.map((action) => ({ action, titles: actionTitle(action) })),
    scope: grant.scope,
    scopeTitles: SCOPE_TITLES[grant.scope],
    fields: resource.fields
      .filter((group) => fields === '*' || fields.includes(group.group))
      .map((group) => group.titles),
    allFields: fields === '*',
  }
}
