import { kernelGrants, kernelResources } from '#kernel/auth'
import { type Actor, type Grant, type RecordFacts, type Resource, ROLES } from '#kernel/module'

/** A resource of the shape of the enterprise library: open profile, guarded figures, relations and contacts. */
const firm: Resource = {
  name: 'bench.firm',
  titles: { zh: '企业', en: 'Enterprise' },
  actions: ['read', 'write', 'export'],
  fields: [
    { group: 'profile', titles: { zh: '基本', en: 'Profile' }, fields: ['name', 'town', 'nodes', 'badges'] },
    { group: 'figures', titles: { zh: '经营', en: 'Figures' }, fields: ['revenue', 'staff', 'output'] },
    { group: 'relations', titles: { zh: '关系', en: 'Relations' }, fields: ['buyers', 'suppliers'] },
    { group: 'contacts', titles: { zh: '联系人', en: 'Contacts' }, fields: ['phone', 'mail'] },
  ],
}

const resource = firm.name
const ALL = ['read', 'write', 'export']
const firmGrants: readonly Grant[] = [
  { role: 'taskforce', resource, actions: ALL, scope: 'any', fields: '*' },
  { role: 'administrator', resource, actions: ALL, scope: 'any', fields: '*' },
  { role: 'auditor', resource, actions: ['read', 'export'], scope: 'any', fields: '*' },
  { role: 'analyst', resource, actions: ['read', 'export'], scope: 'any', fields: ['profile', 'figures'] },
  { role: 'district', resource, actions: ['read'], scope: 'any', fields: ['profile'] },
  { role: 'district', resource, actions: ALL, scope: 'district', fields: '*' },
  { role: 'enterprise', resource, actions: ['read'], scope: 'any', fields: ['profile'] },
  { role: 'enterprise', resource, actions: ['read', 'write'], scope: 'own', fields: '*' },
  { role: 'operator', resource, actions: ['read'], scope: 'org', fields: ['profile'] },
  { role: 'bank', resource, actions: ['read'], scope: 'any', fields: ['profile'] },
]

export const RESOURCES: readonly Resource[] = [...kernelResources, firm]
export const GRANTS: readonly Grant[] = [...kernelGrants, ...firmGrants]

/** One question: may this person do this with this field of this record? */
export interface Question {
  readonly actor: Actor
  readonly resource: string
  readonly action: string
  readonly permission: string
  readonly field: string
  readonly record: RecordFacts
}

/** Numbers from 0 to 1 by a seed (mulberry32), so that every run asks the same. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** People with one or two roles, a district, an organisation and an enterprise. */
export function people(count: number, random: () => number): Actor[] {
  const pick = (of: number) => Math.floor(random() * of)
  return Array.from({ length: count }, (_, at) => ({
    kind: 'account',
    accountId: `account-${at}`,
    name: `account-${at}`,
    roles: [...new Set([ROLES[pick(ROLES.length)]!, ROLES[pick(ROLES.length)]!])],
    orgId: `org-${pick(500)}`,
    enterpriseId: `enterprise-${pick(2000)}`,
    districts: [`5001${10 + pick(38)}`],
  }))
}

/** Questions about random records; a fifth of them lie near the person who asks. */
export function questions(count: number, who: readonly Actor[], random: () => number): Question[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  return Array.from({ length: count }, () => {
    const actor = pick(who)
    const asked = random() < 0.8 ? firm : pick(RESOURCES)
    const action = pick(asked.actions)
    const near = random() < 0.2
    const other = pick(who)
    const { accountId, orgId, enterpriseId, districts } = near ? actor : other
    return {
      actor,
      resource: asked.name,
      action,
      permission: `${asked.name}.${action}`,
      field: pick(pick(asked.fields).fields),
      record: { ownerId: accountId, orgId, enterpriseId, district: districts[0] ?? null },
    }
  })
}
