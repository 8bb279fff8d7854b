import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#kernel/core'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { enterpriseBody } from '../contract.ts'
import { openLibrary } from '../testing.ts'
import { historyOf } from './history.ts'
import { addEnterprise, changeEnterprise, changePart } from './write.ts'

const firm = (fields: Record<string, unknown>) => enterpriseBody.parse({ district: '500112', ...fields })
const WAN = 10_000 * 100

/** The faults of a refusal, as `place code`. */
const impossible =
  (...faults: string[]) =>
  (error: unknown) => {
    assert.ok(error instanceof AppError && error.code === 'registry.figures.impossible')
    assert.deepEqual(
      error.faults.map(({ field, code }) => `${field} ${code}`),
      faults,
    )
    return true
  }

eachDatabase('doubtful figures', (open) => {
  test('what cannot be is refused, field by field; what hardly is is taken and shown with the rule', async () => {
    const { as, database } = await openLibrary(open)
    const officer = as('taskforce')
    await assert.rejects(
      addEnterprise(officer, firm({ name: '重庆虚拟甲有限公司', established: '2026-12-01' })),
      impossible('body.established registry.doubt.future'),
    )
    const made = await addEnterprise(officer, firm({ name: '重庆虚拟甲有限公司', established: '2012-05-01' }))
    assert.deepEqual(made.doubts, [])
    const itself = as('enterprise', { enterpriseId: made.id })
    await assert.rejects(
      changePart(itself, made.id, {
        part: 'yearly',
        version: made.version,
        rows: [
          { year: 2025, revenue: 500 * WAN },
          { year: 2027, revenue: -1 },
        ],
      }),
      impossible('body.rows.1.year registry.doubt.yearToCome', 'body.rows.1.revenue registry.doubt.negative'),
    )
    const told = await changePart(itself, made.id, {
      part: 'yearly',
      version: made.version,
      rows: [{ year: 2025, revenue: 300_000 * WAN, staff: 5 }],
    })
    assert.deepEqual(
      told.doubts.map(({ code, year }) => [code, year]),
      [['registry.doubt.revenuePerHead', 2025]],
    )
    assert.match(told.doubts[0]!.zh, /2025 年营业收入 300000 万元而从业人数 5 人/)
    assert.match(told.doubts[0]!.en, /more than 20 million yuan a head/)
    const { rows } = await database.query<{ detail: unknown }>(
      "select detail from kernel.audit_entry where action = 'registry.enterprise.update'",
    )
    assert.match(JSON.stringify(rows), /registry\.doubt\.revenuePerHead/)
  })

  test('an old doubt does not stand in the way of another change', async () => {
    const { as, database } = await openLibrary(open)
    const officer = as('taskforce')
    const made = await addEnterprise(officer, firm({ name: '重庆虚拟乙有限公司' }))
    await database.query('update registry.enterprise set established = $1', ['2030-01-01'])
    const changed = await changeEnterprise(officer, made.id, {
      version: made.version,
      address: '拟路一号',
    } as never)
    assert.deepEqual(
      changed.doubts.map(({ code }) => code),
      ['registry.doubt.future'],
    )
  })

  test('what a firm says of itself is told from what an office enters', async () => {
    const { as } = await openLibrary(open)
    const officer = as('taskforce')
    const made = await addEnterprise(officer, firm({ name: '重庆虚拟丙有限公司' }))
    const itself = as('enterprise', { enterpriseId: made.id })
    const named = await changeEnterprise(itself, made.id, {
      version: made.version,
      website: 'https://firm.example',
    } as never)
    const told = await changePart(itself, made.id, {
      part: 'yearly',
      version: named.version,
      rows: [{ year: 2025, revenue: 500 * WAN }],
    })
    assert.equal(told.yearly?.[0]?.source, 'self-declared')
    const { rows } = await historyOf(officer, made.id, { page: 1, size: 20 } as never)
    assert.deepEqual(rows.map(({ part, source }) => [part, source]).toSorted(), [
      ['enterprise', 'manual'],
      ['enterprise', 'self-declared'],
      ['yearly', 'self-declared'],
    ])
    const checked = await changePart(officer, made.id, {
      part: 'yearly',
      version: told.version,
      rows: [{ year: 2025, revenue: 510 * WAN }],
    })
    assert.equal(checked.yearly?.[0]?.source, 'manual')
  })
})
