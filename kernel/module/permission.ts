import type { Bilingual } from '../contract/index.ts'

/** The roles of the product. An account may hold several. */
export const ROLES = [
  'taskforce',
  'district',
  'analyst',
  'enterprise',
  'operator',
  'bank',
  'auditor',
  'administrator',
] as const

export type Role = (typeof ROLES)[number]

/** How near a record must be to the caller: any record, those of its districts, of its organisation, or its own. */
export type Scope = 'any' | 'district' | 'org' | 'own'

/** A kind of record with its actions and fields; permissions are spelled `RESOURCE.ACTION`. */
export interface Resource {
  /** `registry.enterprise`. */
  readonly name: string
  readonly titles: Bilingual
  readonly actions: readonly string[]
  /** Field groups; reading a field outside the granted groups is denied. A sensitive group's reads are audited. */
  readonly fields: readonly FieldGroup[]
}

export interface FieldGroup {
  readonly group: string
  readonly titles: Bilingual
  readonly fields: readonly string[]
  readonly sensitive?: boolean
}

/** What a role may do: `fields` names groups, or `*` for all of them. */
export interface Grant {
  readonly role: Role
  readonly resource: string
  readonly actions: readonly string[]
  readonly scope: Scope
  readonly fields: '*' | readonly string[]
}

/** Who calls. */
export interface Actor {
  readonly kind: 'account' | 'token' | 'system' | 'anonymous'
  readonly accountId: string | null
  readonly name: string
  readonly roles: readonly Role[]
  readonly orgId: string | null
  /** The enterprise that the caller's organisation is, when it is one. */
  readonly enterpriseId: string | null
  /** Region codes that a district officer answers for. */
  readonly districts: readonly string[]
  /** For tokens: the permissions it was limited to; absent = all of the account's. */
  readonly tokenScopes?: readonly string[]
}

/** What is known of a record when asking whether the caller may touch it. */
export interface RecordFacts {
  readonly orgId?: string | null
  readonly ownerId?: string | null
  readonly enterpriseId?: string | null
  readonly district?: string | null
}

/** The answer to a permission question. */
export interface Decision {
  readonly allowed: boolean
  /** Whether a field may be read or written under this decision. */
  field(name: string): boolean
  /** Why, in both languages: which grant allowed it, or what was missing. */
  explain(): Bilingual
}

/** How a list must be narrowed for the caller; compile it into the WHERE clause. */
export type ScopeFilter =
  | { readonly kind: 'any' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'some'
      readonly districts: readonly string[]
      readonly orgId: string | null
      readonly enterpriseId: string | null
      readonly ownerId: string | null
    }

/** Permission questions, answered from compiled bit masks. */
export interface Permissions {
  decide(actor: Actor, permission: string, record?: RecordFacts): Decision
  /** Throws AppError `auth.forbidden` with the explanation. */
  require(actor: Actor, permission: string, record?: RecordFacts): Decision
  filter(actor: Actor, permission: string): ScopeFilter
  /** Every permission that the actor holds in some scope: for the pages, to show what can be done. */
  held(actor: Actor): readonly string[]
}
