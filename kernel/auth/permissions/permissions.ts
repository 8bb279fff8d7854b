import type { Bilingual } from '../../contract/index.ts'
import { AppError } from '../../core/index.ts'
import type {
  Actor,
  Decision,
  Grant,
  Permissions,
  RecordFacts,
  Resource,
  ScopeFilter,
} from '../../module/index.ts'
import {
  answer,
  type CompiledPermission,
  compilePolicy,
  type FieldMask,
  roleSet,
  SCOPE_BITS,
  SCOPE_ORDER,
} from './compile.ts'
import { explainDenial, explainGrant, explainTokenLimit, explainUnknown } from './explain.ts'

const ALL_SCOPES = 15

/** What is worked out once per caller. */
interface CompiledActor {
  readonly roles: number
  /** Permissions of a limited token; null for all. */
  readonly limit: ReadonlySet<string> | null
}

/**
 * Compiles the policy into bit masks and answers by it. Everything not granted is denied.
 *
 * `decide(actor, permission, record)` asks about one record; facts it leaves out are unknown and match no scope but
 * `any`. Without a record (`decide(actor, permission)`) the question is whether the caller holds the permission in
 * some scope, which is right for menus and for starting work, never for a record. The system may do everything.
 * Throws Error on a policy with a mistake in it.
 */
export function compilePermissions(resources: readonly Resource[], grants: readonly Grant[]): Permissions {
  const policy = compilePolicy(resources, grants)
  const actors = new WeakMap<Actor, CompiledActor>()

  const compiled = (actor: Actor): CompiledActor => {
    const known = actors.get(actor)
    if (known) return known
    const fresh: CompiledActor = {
      roles: actor.kind === 'anonymous' ? 0 : roleSet(actor.roles),
      limit: actor.tokenScopes ? new Set(actor.tokenScopes) : null,
    }
    actors.set(actor, fresh)
    return fresh
  }

  const decide = (actor: Actor, name: string, record?: RecordFacts): Decision => {
    const permission = policy.get(name)
    if (!permission) return new Denied(() => explainUnknown(name))
    if (actor.kind === 'system') return new Allowed(permission, ALL_FIELDS, 0, 0)
    const { roles, limit } = compiled(actor)
    if (limit !== null && !limit.has(name)) return new Denied(() => explainTokenLimit(permission))
    const scopes = record === undefined ? ALL_SCOPES : scopesOf(actor, record)
    const fields = answer(permission, roles, scopes)
    if (fields === null) return new Denied(() => explainDenial(permission, actor, roles, record))
    return new Allowed(permission, fields, roles, scopes)
  }

  return {
    decide,

    require(actor, permission, record) {
      const decision = decide(actor, permission, record)
      if (decision.allowed) return decision
      if (actor.kind === 'anonymous') throw new AppError('auth.unauthenticated')
      throw new AppError('auth.forbidden', { permission, ...decision.explain() })
    },

    filter(actor, name) {
      if (actor.kind === 'system') return policy.has(name) ? { kind: 'any' } : { kind: 'none' }
      const permission = policy.get(name)
      const { roles, limit } = compiled(actor)
      if (!permission || (limit !== null && !limit.has(name))) return { kind: 'none' }
      return filterOf(permission, actor, roles)
    },

    held(actor) {
      if (actor.kind === 'system') return [...policy.keys()]
      const { roles, limit } = compiled(actor)
      const names: string[] = []
      for (const permission of policy.values()) {
        if (limit !== null && !limit.has(permission.name)) continue
        if (answer(permission, roles, ALL_SCOPES) !== null) names.push(permission.name)
      }
      return names
    },
  }
}

/** The scopes in which the record lies as seen from the caller. An absent or null fact never matches. */
function scopesOf(actor: Actor, record: RecordFacts): number {
  let scopes = SCOPE_BITS.any
  if (record.district != null && actor.districts.includes(record.district)) scopes |= SCOPE_BITS.district
  if (record.orgId != null && record.orgId === actor.orgId) scopes |= SCOPE_BITS.org
  if (
    (record.ownerId != null && record.ownerId === actor.accountId) ||
    (record.enterpriseId != null && record.enterpriseId === actor.enterpriseId)
  )
    scopes |= SCOPE_BITS.own
  return scopes
}

function filterOf(permission: CompiledPermission, actor: Actor, roles: number): ScopeFilter {
  const holds = SCOPE_ORDER.map((_, scope) => (permission.rolesByScope[scope]! & roles) !== 0)
  if (holds[0]) return { kind: 'any' }
  const districts = holds[1] ? actor.districts : []
  const orgId = holds[2] ? actor.orgId : null
  const enterpriseId = holds[3] ? actor.enterpriseId : null
  const ownerId = holds[3] ? actor.accountId : null
  if (districts.length === 0 && orgId === null && enterpriseId === null && ownerId === null)
    return { kind: 'none' }
  return { kind: 'some', districts, orgId, enterpriseId, ownerId }
}

/** Marks the system's answers, which know no field limits. */
const ALL_FIELDS: FieldMask = new Uint32Array(0)

class Allowed implements Decision {
  readonly allowed = true
  readonly #permission: CompiledPermission
  readonly #fields: FieldMask
  readonly #roles: number
  readonly #scopes: number

  constructor(permission: CompiledPermission, fields: FieldMask, roles: number, scopes: number) {
    this.#permission = permission
    this.#fields = fields
    this.#roles = roles
    this.#scopes = scopes
  }

  field(name: string): boolean {
    const at = this.#permission.fieldIndex.get(name)
    if (at === undefined) return false
    if (this.#fields === ALL_FIELDS) return true
    return (this.#fields[at >>> 5]! & (1 << (at & 31))) !== 0
  }

  explain(): Bilingual {
    if (this.#fields === ALL_FIELDS)
      return { zh: '系统可以执行一切操作。', en: 'The system may do everything.' }
    return explainGrant(this.#permission, this.#roles, this.#scopes)
  }
}

class Denied implements Decision {
  readonly allowed = false
  readonly #why: () => Bilingual

  constructor(why: () => Bilingual) {
    this.#why = why
  }

  field(): boolean {
    return false
  }

  explain(): Bilingual {
    return this.#why()
  }
}
