import type { Actor, Grant, RecordFacts, Resource, Scope, ScopeFilter } from '../../module/index.ts'

/**
 * The same policy decided in the slowest, most obvious way: walk the grants for every question. The compiled
 * permissions are tested, and the benchmark's answers are checked, against this.
 */
export function referenceDecides(
  resources: readonly Resource[],
  grants: readonly Grant[],
  question: { actor: Actor; permission: string; record?: RecordFacts; field?: string },
): boolean {
  const { actor, permission, record, field } = question
  const at = permission.lastIndexOf('.')
  const resource = resources.find((entry) => entry.name === permission.slice(0, at))
  const action = permission.slice(at + 1)
  if (!resource?.actions.includes(action)) return false
  const group = resource.fields.find((entry) => field !== undefined && entry.fields.includes(field))
  if (field !== undefined && !group) return false
  if (actor.kind === 'system') return true
  if (actor.kind === 'anonymous') return false
  if (actor.tokenScopes && !actor.tokenScopes.includes(permission)) return false
  return grants.some(
    (grant) =>
      actor.roles.includes(grant.role) &&
      grant.resource === resource.name &&
      grant.actions.includes(action) &&
      (record === undefined || lies(grant.scope, actor, record)) &&
      (group === undefined || grant.fields === '*' || grant.fields.includes(group.group)),
  )
}

/** Whether a record lies in a scope, spelled out. */
export function lies(scope: Scope, actor: Actor, record: RecordFacts): boolean {
  const same = (a: string | null | undefined, b: string | null) => a != null && b != null && a === b
  if (scope === 'any') return true
  if (scope === 'district') return actor.districts.some((district) => same(record.district, district))
  if (scope === 'org') return same(record.orgId, actor.orgId)
  return same(record.ownerId, actor.accountId) || same(record.enterpriseId, actor.enterpriseId)
}

/** Whether a list narrowed by the filter shows the record. */
export function passes(filter: ScopeFilter, record: RecordFacts): boolean {
  if (filter.kind !== 'some') return filter.kind === 'any'
  return (
    (record.district != null && filter.districts.includes(record.district)) ||
    (record.orgId != null && record.orgId === filter.orgId) ||
    (record.enterpriseId != null && record.enterpriseId === filter.enterpriseId) ||
    (record.ownerId != null && record.ownerId === filter.ownerId)
  )
}
