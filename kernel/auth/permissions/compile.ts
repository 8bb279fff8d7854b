import type { Grant, Resource, Role, Scope } from '../../module/index.ts'
import { ROLES } from '../../module/index.ts'

/** Bits of the scopes, in the order from wide to narrow. */
export const SCOPE_BITS: Readonly<Record<Scope, number>> = { any: 1, district: 2, org: 4, own: 8 }
export const SCOPE_ORDER: readonly Scope[] = ['any', 'district', 'org', 'own']

const SCOPE_SETS = 16

/** A set of fields as 32-bit words, any number of them. */
export type FieldMask = Uint32Array

/** One permission (`RESOURCE.ACTION`), ready to be asked. */
export interface CompiledPermission {
  readonly name: string
  readonly index: number
  readonly resource: Resource
  readonly action: string
  /** Position of each field of the resource in the masks. */
  readonly fieldIndex: ReadonlyMap<string, number>
  /** Bit set of the roles that hold a grant, by scope (same order as SCOPE_ORDER). */
  readonly rolesByScope: readonly number[]
  /** The fields of a role at a scope: `scope * ROLES.length + role`; undefined where nothing is granted. */
  readonly fieldsOf: readonly (FieldMask | undefined)[]
  /**
   * Answers met before, by `roles << 4 | scopes`: the fields, or null for a denial. At most 2^8 * 2^4 entries, and in
   * practice a few dozen, because there are few combinations of roles.
   */
  readonly answers: (FieldMask | null | undefined)[]
}

/** The roles as a bit set; names that are no role count for nothing. */
export function roleSet(roles: readonly Role[]): number {
  let set = 0
  for (const role of roles) {
    const index = ROLES.indexOf(role)
    if (index >= 0) set |= 1 << index
  }
  return set
}

/**
 * Turns resources and grants into tables of bit masks, one per permission. Throws Error on a policy that cannot be
 * meant: a grant on an unknown resource, action or field group, a resource declared twice, a field in two groups.
 */
export function compilePolicy(
  resources: readonly Resource[],
  grants: readonly Grant[],
): ReadonlyMap<string, CompiledPermission> {
  const compiled = new Map<string, CompiledPermission>()
  const byName = new Map<string, Resource>()
  for (const resource of resources) {
    if (byName.has(resource.name)) throw new Error(`resource ${resource.name} is declared twice`)
    byName.set(resource.name, resource)
    const fieldIndex = indexFields(resource)
    for (const action of resource.actions) {
      const name = `${resource.name}.${action}`
      compiled.set(name, {
        name,
        index: compiled.size,
        resource,
        action,
        fieldIndex,
        rolesByScope: SCOPE_ORDER.map(() => 0),
        fieldsOf: new Array(SCOPE_ORDER.length * ROLES.length).fill(undefined),
        answers: new Array((1 << ROLES.length) * SCOPE_SETS).fill(undefined),
      })
    }
  }
  for (const grant of grants) applyGrant(compiled, byName, grant)
  return compiled
}

function indexFields(resource: Resource): ReadonlyMap<string, number> {
  const index = new Map<string, number>()
  for (const group of resource.fields) {
    for (const field of group.fields) {
      if (index.has(field)) throw new Error(`field ${field} of ${resource.name} stands in two groups`)
      index.set(field, index.size)
    }
  }
  return index
}

function applyGrant(
  compiled: Map<string, CompiledPermission>,
  byName: Map<string, Resource>,
  grant: Grant,
): void {
  const resource = byName.get(grant.resource)
  if (!resource) throw new Error(`grant to ${grant.role} names the unknown resource ${grant.resource}`)
  const mask = maskOf(resource, grant)
  const scope = SCOPE_ORDER.indexOf(grant.scope)
  const role = ROLES.indexOf(grant.role)
  if (scope < 0 || role < 0) throw new Error(`grant on ${grant.resource}: ${grant.role} or ${grant.scope}`)
  for (const action of grant.actions) {
    const permission = compiled.get(`${grant.resource}.${action}`)
    if (!permission) throw new Error(`grant to ${grant.role} names the unknown ${grant.resource}.${action}`)
    ;(permission.rolesByScope as number[])[scope]! |= 1 << role
    const at = scope * ROLES.length + role
    ;(permission.fieldsOf as (FieldMask | undefined)[])[at] = union(permission.fieldsOf[at], mask)
  }
}

function maskOf(resource: Resource, grant: Grant): FieldMask {
  const { fields } = grant
  const count = resource.fields.reduce((sum, group) => sum + group.fields.length, 0)
  const mask = new Uint32Array((count + 31) >>> 5)
  if (fields !== '*') {
    for (const name of fields) {
      if (!resource.fields.some((group) => group.group === name))
        throw new Error(`grant to ${grant.role} names the unknown field group ${name} of ${resource.name}`)
    }
  }
  let position = 0
  for (const group of resource.fields) {
    const granted = fields === '*' || fields.includes(group.group)
    for (let i = 0; i < group.fields.length; i++, position++) {
      if (granted) mask[position >>> 5]! |= 1 << (position & 31)
    }
  }
  return mask
}

function union(a: FieldMask | undefined, b: FieldMask): FieldMask {
  if (!a) return b
  return a.map((word, at) => word | b[at]!)
}

/** The fields that a set of roles holds within a set of scopes, or null when it holds nothing there. */
export function answer(permission: CompiledPermission, roles: number, scopes: number): FieldMask | null {
  const at = (roles << 4) | scopes
  const known = permission.answers[at]
  if (known !== undefined) return known
  let mask: FieldMask | null = null
  for (let scope = 0; scope < SCOPE_ORDER.length; scope++) {
    const holders = permission.rolesByScope[scope]! & roles
    if ((scopes & (1 << scope)) === 0 || holders === 0) continue
    for (let role = 0; role < ROLES.length; role++) {
      if (holders & (1 << role))
        mask = union(mask ?? undefined, permission.fieldsOf[scope * ROLES.length + role]!)
    }
  }
  permission.answers[at] = mask
  return mask
}
