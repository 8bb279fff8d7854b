import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { AppError } from '../../core/index.ts'
import type { Actor, Grant, Resource } from '../../module/index.ts'
import { compilePermissions, maskRow } from './index.ts'

const firm: Resource = {
  name: 'library.firm',
  titles: { zh: '企业', en: 'Enterprise' },
  actions: ['read', 'write'],
  fields: [
    { group: 'profile', titles: { zh: '基本', en: 'Profile' }, fields: ['name', 'town'] },
    { group: 'figures', titles: { zh: '经营', en: 'Figures' }, fields: ['revenue'], sensitive: true },
  ],
}

const grants: Grant[] = [
  { role: 'taskforce', resource: firm.name, actions: ['read', 'write'], scope: 'any', fields: '*' },
  { role: 'district', resource: firm.name, actions: ['read'], scope: 'any', fields: ['profile'] },
  { role: 'district', resource: firm.name, actions: ['read', 'write'], scope: 'district', fields: '*' },
  { role: 'enterprise', resource: firm.name, actions: ['read'], scope: 'any', fields: ['profile'] },
  { role: 'enterprise', resource: firm.name, actions: ['read', 'write'], scope: 'own', fields: '*' },
  { role: 'operator', resource: firm.name, actions: ['read'], scope: 'org', fields: ['profile'] },
]

const permissions = compilePermissions([firm], grants)

function actor(overrides: Partial<Actor>): Actor {
  return {
    kind: 'account',
    accountId: 'a-1',
    name: '测试',
    roles: [],
    orgId: null,
    enterpriseId: null,
    districts: [],
    ...overrides,
  }
}

const officer = actor({ roles: ['district'], districts: ['500106'] })
const supplier = actor({ roles: ['enterprise'], orgId: 'o-1', enterpriseId: 'e-1' })

describe('permissions', () => {
  test('a district officer changes the records of the own district and is refused those of another', () => {
    assert.equal(permissions.decide(officer, 'library.firm.write', { district: '500106' }).allowed, true)
    const refused = permissions.decide(officer, 'library.firm.write', { district: '500107' })
    assert.equal(refused.allowed, false)
    assert.deepEqual(refused.explain(), {
      zh: '不能修改“企业”：您的角色只限本人负责的区县的记录（您负责500106，该记录属于500107）。',
      en: 'You may not change "Enterprise": your role reaches records of their districts only (yours: 500106; this record is of 500107).',
    })
  })

  test('of another district the officer sees the profile, not the figures', () => {
    const decision = permissions.decide(officer, 'library.firm.read', { district: '500107' })
    assert.deepEqual(maskRow(decision, { id: '1', name: '甲', town: '沙坪坝', revenue: 5 }), {
      id: '1',
      name: '甲',
      town: '沙坪坝',
      revenue: undefined,
      hidden: ['revenue'],
    })
  })

  test('an enterprise sees its own figures and never its rival’s', () => {
    const own = permissions.decide(supplier, 'library.firm.read', { enterpriseId: 'e-1' })
    const rival = permissions.decide(supplier, 'library.firm.read', { enterpriseId: 'e-2' })
    assert.deepEqual([own.field('revenue'), rival.field('revenue')], [true, false])
    assert.equal(rival.field('name'), true)
  })

  test('a fact that is missing on both sides is not equal', () => {
    const loose = actor({ roles: ['operator', 'enterprise'], accountId: null })
    assert.equal(
      permissions.decide(loose, 'library.firm.write', { orgId: null, enterpriseId: null, ownerId: null })
        .allowed,
      false,
    )
  })

  test('a denial names the roles that would do', () => {
    const { zh, en } = permissions.decide(actor({ roles: ['bank'] }), 'library.firm.write', {}).explain()
    assert.equal(
      zh,
      '不能修改“企业”：您的角色为金融机构，需要专班或区县干部（本人负责的区县）或企业（本人或本企业）。',
    )
    assert.match(en, /you have the role Bank; it takes Task force or District officer/)
  })

  test('a token can do less than its account, never more', () => {
    const limited = {
      ...supplier,
      kind: 'token',
      tokenScopes: ['library.firm.read', 'auth.account.write'],
    } as const
    assert.deepEqual(permissions.held(limited), ['library.firm.read'])
    const refused = permissions.decide(limited, 'library.firm.write', { enterpriseId: 'e-1' })
    assert.match(refused.explain().zh, /访问令牌的权限范围不含 library\.firm\.write/)
  })

  test('nobody holds what no resource declares, and strangers hold nothing', () => {
    const system = actor({ kind: 'system' })
    assert.equal(permissions.decide(system, 'library.firm.read', {}).field('revenue'), true)
    assert.equal(permissions.decide(system, 'library.firm.burn').allowed, false)
    const stranger = actor({ kind: 'anonymous', roles: ['taskforce'] })
    assert.equal(permissions.decide(stranger, 'library.firm.read').allowed, false)
    assert.throws(
      () => permissions.require(stranger, 'library.firm.read'),
      (error: unknown) => error instanceof AppError && error.code === 'auth.unauthenticated',
    )
  })

  test('require throws the explanation in both languages', () => {
    assert.throws(
      () => permissions.require(officer, 'library.firm.write', { district: '500107' }),
      (error: unknown) =>
        error instanceof AppError && error.status === 403 && String(error.params.zh).includes('500107'),
    )
  })

  test('a list is narrowed by what the roles reach', () => {
    assert.deepEqual(permissions.filter(officer, 'library.firm.read'), { kind: 'any' })
    assert.deepEqual(permissions.filter(officer, 'library.firm.write'), {
      kind: 'some',
      districts: ['500106'],
      orgId: null,
      enterpriseId: null,
      ownerId: null,
    })
    assert.deepEqual(permissions.filter(actor({ roles: ['district'] }), 'library.firm.write'), {
      kind: 'none',
    })
  })

  test('a policy with a mistake is refused at start', () => {
    const wrong = (grant: Partial<Grant>) => () => compilePermissions([firm], [{ ...grants[0]!, ...grant }])
    assert.throws(wrong({ resource: 'library.frim' }), /unknown resource library\.frim/)
    assert.throws(wrong({ actions: ['burn'] }), /unknown library\.firm\.burn/)
    assert.throws(wrong({ fields: ['figure'] }), /unknown field group figure/)
    assert.throws(() => compilePermissions([firm, firm], []), /declared twice/)
  })
})
