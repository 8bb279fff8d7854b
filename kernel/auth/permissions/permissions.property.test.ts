import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor, Grant, RecordFacts, Resource } from '../../module/index.ts'
import { ROLES } from '../../module/index.ts'
import { compilePermissions } from './index.ts'
import { passes, referenceDecides } from './reference.ts'

const ACTIONS = ['read', 'write', 'export']
/** 70 fields, so that masks have more than two words. */
const FIELDS = Array.from({ length: 70 }, (_, at) => `f${at}`)

const resource = (name: string): Resource => ({
  name,
  titles: { zh: name, en: name },
  actions: ACTIONS,
  fields: [
    { group: 'a', titles: { zh: 'a', en: 'a' }, fields: FIELDS.slice(0, 31) },
    { group: 'b', titles: { zh: 'b', en: 'b' }, fields: FIELDS.slice(31, 33) },
    { group: 'c', titles: { zh: 'c', en: 'c' }, fields: FIELDS.slice(33) },
  ],
})
const RESOURCES = [resource('x.one'), resource('x.two')]

const id = (kind: string) => fc.option(fc.constantFrom(`${kind}1`, `${kind}2`, `${kind}3`), { nil: null })
const role = fc.constantFrom(...ROLES)

const grant: fc.Arbitrary<Grant> = fc.record({
  role,
  resource: fc.constantFrom('x.one', 'x.two'),
  actions: fc.subarray(ACTIONS, { minLength: 1 }),
  scope: fc.constantFrom('any', 'district', 'org', 'own'),
  fields: fc.oneof(fc.constant('*' as const), fc.subarray(['a', 'b', 'c'])),
})

const permissionName = fc.constantFrom(
  'x.one.read',
  'x.one.write',
  'x.two.export',
  'x.two.burn',
  'x.three.read',
)

const actor: fc.Arbitrary<Actor> = fc.record({
  kind: fc.constantFrom('account', 'account', 'token', 'system', 'anonymous'),
  accountId: id('account'),
  name: fc.constant('n'),
  roles: fc.uniqueArray(role, { maxLength: 3 }),
  orgId: id('org'),
  enterpriseId: id('enterprise'),
  districts: fc.uniqueArray(fc.constantFrom('500106', '500107', '500108'), { maxLength: 2 }),
  tokenScopes: fc.option(fc.uniqueArray(permissionName, { maxLength: 3 }), { nil: undefined }),
})

const record: fc.Arbitrary<RecordFacts> = fc.record(
  {
    orgId: id('org'),
    ownerId: id('account'),
    enterpriseId: id('enterprise'),
    district: fc.option(fc.constantFrom('500106', '500107', '500108'), { nil: null }),
  },
  { requiredKeys: [] },
)

test('bit masks answer every question as walking the grants does', () => {
  fc.assert(
    fc.property(
      fc.array(grant, { maxLength: 12 }),
      fc.array(fc.tuple(actor, permissionName, fc.option(record, { nil: undefined })), { minLength: 5 }),
      fc.constantFrom(...FIELDS, 'unknown'),
      (grants, questions, field) => {
        const permissions = compilePermissions(RESOURCES, grants)
        for (const [who, permission, facts] of questions) {
          const decision = permissions.decide(who, permission, facts)
          const question = { actor: who, permission, record: facts }
          assert.equal(decision.allowed, referenceDecides(RESOURCES, grants, question))
          assert.equal(decision.field(field), referenceDecides(RESOURCES, grants, { ...question, field }))
          const { zh, en } = decision.explain()
          assert.ok(zh.length > 3 && en.length > 3)
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('a filtered list shows exactly the records that may be read one by one', () => {
  fc.assert(
    fc.property(
      fc.array(grant, { maxLength: 12 }),
      actor,
      permissionName,
      fc.array(record, { minLength: 3 }),
      (grants, who, permission, records) => {
        const permissions = compilePermissions(RESOURCES, grants)
        const filter = permissions.filter(who, permission)
        for (const facts of records)
          assert.equal(passes(filter, facts), permissions.decide(who, permission, facts).allowed)
      },
    ),
    { numRuns: 500 },
  )
})

test('held lists exactly the permissions that are held in some scope', () => {
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 12 }), actor, (grants, who) => {
      const permissions = compilePermissions(RESOURCES, grants)
      const held = permissions.held(who)
      for (const { name } of RESOURCES)
        for (const action of ACTIONS)
          assert.equal(
            held.includes(`${name}.${action}`),
            permissions.decide(who, `${name}.${action}`).allowed,
          )
    }),
  )
})
