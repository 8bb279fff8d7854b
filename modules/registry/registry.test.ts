import assert from 'node:assert/strict'
import { test } from 'node:test'
import { usccCheckChar } from '#engines/identifiers'
import { AppError } from '#kernel/core'
import { eachDatabase } from '../../kernel/db/testing.ts'
import { enterpriseBody, enterpriseFilter, updateEnterprise } from './contract.ts'
import { loadCity } from './demo/load.ts'
import { removeCity } from './demo/remove.ts'
import { registryIndicators } from './indicators.ts'
import { enterpriseWithParts } from './service/detail.ts'
import { historyOf, undoOne } from './service/history.ts'
import { enterpriseFacetCounts, findEnterprises } from './service/list.ts'
import { getMap, getNodes } from './service/reference.ts'
import { addEnterprise, changeEnterprise, changePart } from './service/write.ts'
import { librarySummary } from './summary.ts'
import { openLibrary } from './testing.ts'

const firm = (fields: Record<string, unknown>) => enterpriseBody.parse({ district: '500112', ...fields })
const list = (fields: Record<string, unknown> = {}) =>
  ({ ...enterpriseFilter.parse({}), page: 1, size: 20, ...fields }) as never
const codeOf = (code: string) => (error: unknown) => error instanceof AppError && error.code === code

eachDatabase('enterprise library', (open) => {
  test('an enterprise is added, found by every name it goes by, and changed with its history', async () => {
    const { as } = await openLibrary(open)
    const ctx = as('taskforce')
    const made = await addEnterprise(ctx, firm({ name: '重庆虚拟甲电驱有限公司', products: ['三合一电驱'] }))
    for (const q of ['虚拟', '电驱', 'cqxnjdq', '三合一', '驱']) {
      assert.equal((await findEnterprises(ctx, list({ q }))).total, 1, q)
    }
    assert.equal((await findEnterprises(ctx, list({ q: '不存在' }))).total, 0)

    const renamed = await changeEnterprise(ctx, made.id, {
      version: made.version,
      name: '重庆虚拟乙电驱有限公司',
    } as never)
    assert.deepEqual(renamed.formerNames, ['重庆虚拟甲电驱有限公司'])
    assert.equal(
      (await findEnterprises(ctx, list({ q: '虚拟甲' }))).total,
      1,
      'the former name still finds it',
    )

    const history = await historyOf(ctx, made.id, { page: 1, size: 20 } as never)
    const change = history.rows.find((row) => row.field === 'name')
    assert.equal(change?.oldValue, '重庆虚拟甲电驱有限公司')
    const undone = await undoOne(ctx, made.id, change?.id ?? 0)
    assert.equal(undone.name, '重庆虚拟甲电驱有限公司')
  })

  test('changing one field leaves the others alone', async () => {
    const { as } = await openLibrary(open)
    const ctx = as('taskforce')
    const made = await addEnterprise(
      ctx,
      firm({ name: '重庆虚拟庚有限公司', products: ['减速器'], formerNames: ['旧名'] }),
    )
    const body = updateEnterprise.body?.parse({ version: made.version, address: '拟路九号' })
    const changed = await changeEnterprise(ctx, made.id, body as never)
    assert.deepEqual([changed.products, changed.formerNames], [['减速器'], ['旧名']])
  })

  test('somebody who saw an older version cannot overwrite a newer one', async () => {
    const { as } = await openLibrary(open)
    const ctx = as('taskforce')
    const made = await addEnterprise(ctx, firm({ name: '重庆虚拟丙有限公司' }))
    await changeEnterprise(ctx, made.id, { version: made.version, address: '拟路一号' } as never)
    await assert.rejects(
      changeEnterprise(ctx, made.id, { version: made.version, address: '拟路二号' } as never),
      codeOf('registry.enterprise.stale'),
    )
  })

  test('a capability on an electronics node makes an electronics maker', async () => {
    const { as, system } = await openLibrary(open)
    const ctx = as('taskforce')
    const { nodes } = await getNodes(system)
    const node = nodes.find((entry) => entry.electronics && entry.parts && entry.tier === 3)
    const made = await addEnterprise(ctx, firm({ name: '重庆虚拟丁有限公司' }))
    assert.equal(made.electronics, false)
    const changed = await changePart(ctx, made.id, {
      part: 'capabilities',
      version: made.version,
      rows: [{ node: node?.code ?? '', main: true, certificates: ['IATF 16949'] }],
    })
    assert.equal(changed.electronics, true)
    assert.deepEqual(changed.capabilities?.[0]?.certificates, ['IATF 16949'])
    assert.equal(
      (await findEnterprises(ctx, list({ node: ['ICNEV'] }))).total,
      1,
      'a node stands for all below it',
    )
    await assert.rejects(
      changePart(ctx, made.id, {
        part: 'capabilities',
        version: changed.version,
        rows: [{ node: 'NOPE', main: false, certificates: [] }],
      }),
      codeOf('registry.node.unknown'),
    )
  })

  test('wrong and repeated credit codes are refused', async () => {
    const { as } = await openLibrary(open)
    const ctx = as('taskforce')
    const uscc = `91350211M000100Y4${usccCheckChar('91350211M000100Y4')}`
    const wrong = uscc.slice(0, 17) + (uscc.endsWith('1') ? '2' : '1')
    await assert.rejects(
      addEnterprise(ctx, firm({ name: '甲公司', uscc: wrong })),
      codeOf('registry.uscc.check'),
    )
    await addEnterprise(ctx, firm({ name: '甲公司', uscc }))
    await assert.rejects(
      addEnterprise(ctx, firm({ name: '乙公司', uscc })),
      codeOf('registry.uscc.duplicate'),
    )
  })

  test('SQL and HTML in text fields come back as they went in', async () => {
    const { as } = await openLibrary(open)
    const ctx = as('taskforce')
    const nasty = `'); drop table registry.enterprise; -- <img src=x onerror=alert(1)> \\ " % _`
    const made = await addEnterprise(ctx, firm({ name: nasty, address: nasty, products: [nasty] }))
    assert.equal(made.name, nasty)
    assert.deepEqual(made.products, [nasty])
    assert.equal((await findEnterprises(ctx, list({ q: nasty }))).total, 1)
  })

  test('a rival sees the profile and none of the figures; reading figures is audited', async () => {
    const { as, database, system } = await openLibrary(open)
    const officer = as('taskforce')
    const made = await addEnterprise(officer, firm({ name: '重庆虚拟戊有限公司' }))
    await changePart(officer, made.id, {
      part: 'yearly',
      version: made.version,
      rows: [{ year: 2025, revenue: 12_345, staff: 7 }],
    })
    const rival = as('enterprise', { enterpriseId: '00000000-0000-7000-8000-0000000000ff' })
    const seen = await enterpriseWithParts(rival, made.id)
    assert.equal(seen.yearly, undefined)
    assert.ok(seen.hidden.includes('yearly'))
    const row = (await findEnterprises(rival, list())).rows[0]
    assert.equal(row?.revenue, undefined)
    for (const hidden of [{ sort: '-revenue' }, { revenueMin: 1 }]) {
      await assert.rejects(findEnterprises(rival, list(hidden)), codeOf('registry.figures.forbidden'))
    }
    const reads = async () =>
      (await database.query("select 1 from kernel.audit_entry where action = 'registry.enterprise.read'"))
        .rows.length
    const before = await reads()
    const itself = as('enterprise', { enterpriseId: made.id })
    assert.equal((await enterpriseWithParts(itself, made.id)).yearly?.[0]?.revenue, 12_345)
    assert.equal((await reads()) - before, 1)
    assert.equal((await librarySummary(system)).enterprises, 1)
  })

  test('a district officer changes firms of the own district only', async () => {
    const { as } = await openLibrary(open)
    const made = await addEnterprise(
      as('taskforce'),
      firm({ name: '重庆虚拟己有限公司', district: '500112' }),
    )
    const mine = as('district', { districts: ['500112'] })
    const other = as('district', { districts: ['500106'] })
    await changeEnterprise(mine, made.id, { version: made.version, address: '拟路三号' } as never)
    await assert.rejects(
      changeEnterprise(other, made.id, { version: made.version + 1, address: '拟路四号' } as never),
      codeOf('auth.forbidden'),
    )
    await assert.rejects(
      changeEnterprise(mine, made.id, { version: made.version + 1, district: '500106' } as never),
      codeOf('auth.forbidden'),
    )
  })

  test('an enterprise tells of itself, but neither renames, moves nor honours itself, nor ties others to itself', async () => {
    const { as } = await openLibrary(open)
    const officer = as('taskforce')
    const made = await addEnterprise(officer, firm({ name: '重庆虚拟庚有限公司' }))
    const rival = await addEnterprise(officer, firm({ name: '重庆虚拟辛有限公司' }))
    const itself = as('enterprise', { enterpriseId: made.id })
    const { version } = await changeEnterprise(itself, made.id, {
      version: made.version,
      address: '拟路五号',
      products: ['转向器'],
    } as never)
    const refused = codeOf('registry.official.forbidden')
    for (const field of [
      { name: rival.name },
      { district: '500106' },
      { transformedOn: '2026-01-01' },
      { listedOn: '2026-01-01' },
      { recruitedOn: '2026-01-01' },
    ]) {
      await assert.rejects(changeEnterprise(itself, made.id, { version, ...field } as never), refused)
    }
    const title = { kind: 'little_giant', validFrom: '2026-01-01', validUntil: '2029-01-01' }
    const owns = { kind: 'owns', direction: 'out', otherId: rival.id }
    for (const body of [
      { part: 'qualifications', rows: [title] },
      { part: 'relations', rows: [owns] },
    ]) {
      await assert.rejects(changePart(itself, made.id, { version, ...body } as never), refused)
    }
    // What an officer entered, the firm cannot take back either.
    const honoured = await changeEnterprise(officer, made.id, {
      version,
      transformedOn: '2026-02-01',
    } as never)
    const { rows } = await historyOf(officer, made.id, { page: 1, size: 20 } as never)
    const change = rows.find(({ field }) => field === 'transformedOn')
    await assert.rejects(undoOne(itself, made.id, change!.id), refused)
    assert.equal(honoured.transformedOn, '2026-02-01')
  })

  test('the synthetic city is counted, and every count has its records', async () => {
    const { system, as } = await openLibrary(open)
    await loadCity(system, { enterprises: 1_000, seed: '1', asOf: '2026-11-23' })
    const summary = await librarySummary(system)
    assert.deepEqual([summary.enterprises, summary.synthetic], [1_000, true])
    for (const indicator of registryIndicators) {
      const [city, ...districts] = await indicator.measure(system, '2026-11-23')
      assert.ok((city?.value ?? 0) > 0, indicator.key)
      assert.ok(districts.length > 0, indicator.key)
      const evidence = await indicator.evidence(system, { asOf: '2026-11-23', page: 1, size: 5 })
      if (indicator.unit === 'count') assert.equal(evidence.total, city?.value, indicator.key)
      const history = await indicator.history?.(system, '2025-01-01', '2026-10-31')
      assert.ok((history?.length ?? 0) >= 10, indicator.key)
    }
    const facets = await enterpriseFacetCounts(as('analyst'), { ...enterpriseFilter.parse({}) } as never)
    assert.equal(facets.total, 1_000)
  })

  test('a real firm never stands beside an invented figure', async () => {
    const { system, as } = await openLibrary(open)
    const officer = as('taskforce')
    const city = { enterprises: 1_000, seed: '1', asOf: '2026-11-23' }
    assert.equal((await librarySummary(system)).untouched, true)
    await loadCity(system, city)
    await assert.rejects(
      addEnterprise(officer, firm({ name: '重庆虚拟壬有限公司' })),
      codeOf('registry.kind.testDataOnly'),
    )
    const trial = await addEnterprise(officer, { ...firm({ name: '重庆虚拟壬有限公司' }), testData: true })
    assert.equal(trial.synthetic, true)
    assert.equal((await findEnterprises(officer, list())).total, 1_001)

    assert.deepEqual(await removeCity(system), { enterprises: 1_001 })
    const emptied = await librarySummary(system)
    assert.deepEqual([emptied.enterprises, emptied.synthetic, emptied.untouched], [0, false, false])
    const real = await addEnterprise(officer, firm({ name: '重庆虚拟癸有限公司' }))
    assert.equal(real.synthetic, false)
    await assert.rejects(
      addEnterprise(officer, { ...firm({ name: '重庆虚拟子有限公司' }), testData: true }),
      codeOf('registry.kind.realOnly'),
    )
    await assert.rejects(loadCity(system, city), codeOf('registry.demo.realData'))
    assert.deepEqual(await removeCity(system), { enterprises: 0 }, 'real enterprises stay')
    assert.equal((await librarySummary(system)).enterprises, 1)
  })

  test('the map has every district and says that its approval number is to be entered', async () => {
    const { system } = await openLibrary(open)
    const map = await getMap(system)
    assert.equal((map.geojson as { features: unknown[] }).features.length, 38)
    assert.match(map.notice.zh, /审图号/)
  })
})
