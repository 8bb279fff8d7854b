import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { maskRow } from '../auth/index.ts'
import { authMigrations } from '../auth/migrations.ts'
import { addAccount } from '../auth/service/accounts.ts'
import { systemActor } from '../auth/service/authenticate.ts'
import { addOrg } from '../auth/service/orgs.ts'
import { endpoint } from '../contract/index.ts'
import { openTestDatabase } from '../db/testing.ts'
import { type Grant, type Resource, type Role, route } from '../module/index.ts'
import { TestBrowser, testKernel, testServer } from './testing.ts'

const OURS = '01900000-0000-7000-8000-000000000001'
const RIVAL = '01900000-0000-7000-8000-000000000002'

const firm: Resource = {
  name: 'trial.firm',
  titles: { zh: '企业', en: 'Enterprise' },
  actions: ['read', 'write'],
  fields: [
    { group: 'profile', titles: { zh: '基本', en: 'Profile' }, fields: ['name'] },
    { group: 'figures', titles: { zh: '经营', en: 'Figures' }, fields: ['revenue'], sensitive: true },
  ],
}
const grants: Grant[] = [
  { role: 'district', resource: firm.name, actions: ['read', 'write'], scope: 'district', fields: '*' },
  { role: 'enterprise', resource: firm.name, actions: ['read'], scope: 'any', fields: ['profile'] },
  { role: 'enterprise', resource: firm.name, actions: ['read'], scope: 'own', fields: '*' },
]

const readFirm = endpoint({
  method: 'GET',
  path: '/api/trial/firms/:id',
  summary: { zh: '企业', en: 'Enterprise' },
  access: 'trial.firm.read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ district: z.string().optional() }),
  reply: z.object({
    id: z.string(),
    name: z.string().optional(),
    revenue: z.number().optional(),
    hidden: z.array(z.string()),
  }),
})

async function signedInAs(
  role: Role,
  {
    districts = [],
    enterpriseId = null,
  }: Partial<{
    districts: string[]
    enterpriseId: string | null
  }>,
) {
  const kernel = testKernel({ resources: [firm], grants })
  const database = await openTestDatabase([
    { schema: 'kernel', owner: 'kernel/auth', migrations: authMigrations },
  ])
  const app = await testServer(kernel, database, [
    route(readFirm, async (ctx, { params, query }) => {
      const facts = { enterpriseId: params.id, district: query.district }
      const decision = ctx.kernel.permissions.require(ctx.actor, 'trial.firm.read', facts)
      return maskRow(decision, { id: params.id, name: '某厂', revenue: 100 })
    }),
  ])
  const ctx = { kernel, db: database.db, actor: systemActor('test'), lang: 'zh', requestId: 't' } as const
  const org = { name: '机构', type: 'other', uscc: null, region: null, enterpriseId } as const
  const orgId = (await addOrg(ctx, org)).id
  const person = {
    login: 'someone',
    name: '某人',
    email: null,
    lang: 'zh',
    roles: [role],
    orgId,
    districts,
  } as const
  const { link } = await addAccount(ctx, { ...person, roles: [role], districts })
  const browser = new TestBrowser(app)
  await browser.post(`/api/auth/links/${link.split('/').at(-1)}`, { password: 'seven slow turtles' })
  return (id: string, district: string) => browser.get(`/api/trial/firms/${id}?district=${district}`)
}

test('a district officer who asks for another district is refused, with the reason in both languages', async () => {
  const ask = await signedInAs('district', { districts: ['500106'] })
  assert.equal((await ask(RIVAL, '500106')).json().revenue, 100)
  const refused = await ask(RIVAL, '500107')
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'auth.forbidden'])
  assert.match(refused.json().zh, /您负责500106，该记录属于500107/)
  assert.match(refused.json().en, /yours: 500106; this record is of 500107/)
})

test('an enterprise that asks for a rival’s figures gets its name, and is told what is hidden', async () => {
  const ask = await signedInAs('enterprise', { enterpriseId: OURS })
  assert.deepEqual((await ask(OURS, '500106')).json(), { id: OURS, name: '某厂', revenue: 100, hidden: [] })
  assert.deepEqual((await ask(RIVAL, '500106')).json(), { id: RIVAL, name: '某厂', hidden: ['revenue'] })
})

test('a role that holds nothing is stopped before the service is asked', async () => {
  const ask = await signedInAs('bank', {})
  assert.equal((await ask(OURS, '500106')).statusCode, 403)
})
