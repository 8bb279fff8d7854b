import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { DEFAULT_SETTINGS } from '../domain/settings.ts'
import { networkRevision } from '../service/network.ts'
import { settingsOf } from '../service/settings.ts'
import { openChain } from '../testing.ts'
import { changesOf } from './changes.ts'
import { changeSettings, shownSettings } from './service.ts'

test('changes are told leaf by leaf', () => {
  assert.deepEqual(changesOf({ a: 1, b: { c: 2, d: 3 } }, { a: 1, b: { c: 5, d: 3, e: 4 } }), [
    { path: 'b.c', before: 2, after: 5 },
    { path: 'b.e', before: undefined, after: 4 },
  ])
})

eachDatabase('settings of the chain', (open) => {
  test('a change is in force at once, raises the revision and is audited; an older version is refused', async () => {
    const { system, database } = await openChain(open)
    assert.equal((await shownSettings(system)).version, 0)
    const before = await networkRevision(system)
    const value = { ...DEFAULT_SETTINGS, originThreshold: 0.6 }
    assert.deepEqual(await changeSettings(system, { version: 0, value }), { version: 1 })
    assert.equal((await settingsOf(system)).originThreshold, 0.6)
    assert.notEqual(await networkRevision(system), before)
    const { rows } = await database.query(
      `select detail from kernel.audit_entry where action = 'chain.settings.change'`,
    )
    assert.deepEqual((rows[0] as { detail: unknown }).detail, {
      changes: [{ path: 'originThreshold', before: 0.7, after: 0.6 }],
    })
    await assert.rejects(changeSettings(system, { version: 0, value }), {
      code: 'chain.settings.stale',
      status: 409,
    })
  })

  test('what cannot be is refused, and only who may write writes', async () => {
    const { system, as } = await openChain(open)
    const value = { ...DEFAULT_SETTINGS, dropBelow: 0.9 }
    await assert.rejects(changeSettings(system, { version: 0, value }), { code: 'chain.settings.order' })
    const risk = { ...DEFAULT_SETTINGS.risk, nodeDays: { nothing: 3 } }
    await assert.rejects(changeSettings(system, { version: 0, value: { ...DEFAULT_SETTINGS, risk } }), {
      code: 'chain.settings.nodeUnknown',
    })
    await assert.rejects(
      changeSettings(as('district', { districts: ['500112'] }), { version: 0, value: DEFAULT_SETTINGS }),
    )
  })
})
