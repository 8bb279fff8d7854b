import { testConfig } from '../config/index.ts'
import { AppError } from '../core/index.ts'
import type { Db } from '../db/index.ts'
import type { Actor, Ctx, Decision, Kernel, Permissions } from '../module/index.ts'

/** A person for tests; `roles` decide what testPermissions allows. */
export function testActor(accountId: string, roles: Actor['roles'] = ['administrator']): Actor {
  return {
    kind: 'account',
    accountId,
    name: accountId,
    roles,
    orgId: null,
    enterpriseId: null,
    districts: [],
  }
}

/** Administrators and auditors may do all; others only what is their own. Enough for tests of kernel parts. */
export const testPermissions: Permissions = {
  decide(actor, _permission, record): Decision {
    const everything =
      actor.kind === 'system' || actor.roles.some((role) => role === 'administrator' || role === 'auditor')
    const allowed = everything || (record?.ownerId != null && record.ownerId === actor.accountId)
    return { allowed, field: () => allowed, explain: () => ({ zh: '测试', en: 'test' }) }
  },
  require(actor, permission, record) {
    const decision = this.decide(actor, permission, record)
    if (!decision.allowed) throw new AppError('auth.forbidden', { permission })
    return decision
  },
  filter(actor, permission) {
    if (this.decide(actor, permission).allowed) return { kind: 'any' }
    return { kind: 'some', districts: [], orgId: null, enterpriseId: null, ownerId: actor.accountId }
  },
  held: () => [],
}

/** A context on a database with a kernel of the given parts; asking for a part that was not given throws. */
export function testContext(db: Db, parts: Partial<Kernel> = {}, actor: Actor = testActor('tester')): Ctx {
  const given: Partial<Kernel> = {
    config: testConfig(),
    modules: [],
    permissions: testPermissions,
    now: () => new Date(),
    ...parts,
  }
  const kernel = new Proxy(given as Kernel, {
    get(target, name) {
      const part = target[name as keyof Kernel]
      if (part === undefined && typeof name === 'string' && name !== 'then') {
        throw new Error(`this test gave no kernel.${name}`)
      }
      return part
    },
  })
  return { kernel, db, actor, lang: 'zh', requestId: 'request-1' }
}
