import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateChain } from './chain.ts'
import type { ChainOptions } from './chain-types.ts'
import type { NodeInput } from './types.ts'

const node = (code: string, parent: string | null, nameZh: string, tier: number, more = {}): NodeInput => ({
  code,
  parent,
  nameZh,
  nameEn: code,
  tier,
  electronics: false,
  parts: true,
  stage: 'midstream',
  synonymsZh: [],
  ...more,
})
const taxonomy: NodeInput[] = [
  node('R', null, '产业链', 0),
  node('A', 'R', '新能源系统', 1),
  node('A1', 'A', '动力电池', 2),
  node('A11', 'A1', '电芯', 3),
  node('A12', 'A1', '电池箱体', 3),
  node('A111', 'A11', '正极材料', 4),
  node('A2', 'A', '电驱', 2, { electronics: true }),
  node('A21', 'A2', '驱动电机', 3, { electronics: true }),
  node('D', 'R', '芯片', 1, { stage: 'upstream' }),
  node('D1', 'D', '计算芯片', 2, { stage: 'upstream' }),
  node('D11', 'D1', '车规MCU', 3, { stage: 'upstream' }),
  node('F', 'R', '材料', 1, { stage: 'upstream' }),
  node('F1', 'F', '轻合金', 2, { stage: 'upstream' }),
  node('F11', 'F1', '铝合金压铸件', 3, { stage: 'upstream' }),
  node('G', 'R', '整车', 1, { parts: false, stage: 'downstream' }),
  node('G1', 'G', '乘用车', 2, { parts: false, stage: 'downstream' }),
]
const makers = ['A1', 'A11', 'A12', 'A111', 'A2', 'A21', 'D11', 'F11']
const firms = [
  ...['oem-1', 'oem-2', 'oem-3'].map((key) => ({
    key,
    nodeCode: 'G1',
    regionCode: '500112',
    revenueFen: 3e12,
  })),
  ...makers.flatMap((code) =>
    [1, 2, 3, 4].map((k) => ({
      key: `${code}-${k}`,
      nodeCode: code,
      regionCode: '500120',
      revenueFen: k * 1e10,
    })),
  ),
]
const options: ChainOptions = {
  seed: 1,
  asOf: '2026-11-23',
  taxonomy,
  firms,
  capabilities: makers.flatMap((nodeCode) =>
    [1, 2, 3, 4].map((k) => ({ key: `${nodeCode}-${k}`, nodeCode })),
  ),
  outsideRegions: [{ code: '340000' }, { code: '320000' }],
}
const chain = generateChain(options)

test('the same options give the same chain, in whatever order the firms come; another seed gives another', () => {
  assert.deepEqual(generateChain({ ...options, firms: firms.toReversed() }), chain)
  assert.notDeepEqual(generateChain({ ...options, seed: 2 }), chain)
})

test('everything says that it is invented, and was observed before the key date', () => {
  for (const row of [...chain.parties, ...chain.models, ...chain.lines, ...chain.supplies])
    assert.ok(row.synthetic)
  for (const { nameZh } of [...chain.parties, ...chain.models]) assert.match(nameZh, /^合成.*（虚构）$/)
  for (const { observedOn } of [...chain.models, ...chain.lines, ...chain.supplies])
    assert.ok(observedOn < options.asOf)
})

test('each vehicle maker has two to six models, one of them on sale', () => {
  for (const oem of ['oem-1', 'oem-2', 'oem-3']) {
    const own = chain.models.filter(({ oemKey }) => oemKey === oem)
    assert.ok(own.length >= 2 && own.length <= 6)
    assert.ok(
      own.some(
        ({ onSaleFrom, onSaleUntil }) =>
          onSaleFrom <= options.asOf && (onSaleUntil === null || onSaleUntil >= options.asOf),
      ),
    )
  }
})

test('a bill is a tree of two to three levels; parts of a line never cost more than it', () => {
  const byKey = new Map(chain.lines.map((line) => [line.key, line]))
  const levelOf = (key: string): number =>
    1 + (byKey.get(key)?.parentKey ? levelOf(byKey.get(key)!.parentKey!) : 0)
  assert.equal(Math.max(...chain.lines.map(({ key }) => levelOf(key))), 3)
  const sums = new Map<string, number>()
  for (const line of chain.lines)
    if (line.parentKey !== null) {
      assert.ok(byKey.get(line.parentKey)!.position < line.position)
      sums.set(line.parentKey, (sums.get(line.parentKey) ?? 0) + (line.costShare ?? 0))
    }
  for (const [, share] of sums) assert.ok(share < 0.95)
  const pieces = (key: string): number => {
    const line = byKey.get(key)!
    return line.quantity * (line.parentKey === null ? 1 : pieces(line.parentKey))
  }
  const priced = new Map<string, number>()
  for (const { key, parentKey, unitCostFen } of chain.lines)
    if (parentKey !== null && unitCostFen !== null)
      priced.set(parentKey, (priced.get(parentKey) ?? 0) + unitCostFen * pieces(key))
  for (const [key, cost] of priced) {
    const { unitCostFen } = byKey.get(key)!
    if (unitCostFen !== null) assert.ok(cost < unitCostFen * pieces(key))
  }
})

test('the battery is the dearest, the electric drive next', () => {
  for (const { code } of chain.models) {
    const top = chain.lines.filter(({ modelCode, parentKey }) => modelCode === code && parentKey === null)
    const cost = (nodeCode: string) => top.find((line) => line.nodeCode === nodeCode)?.costShare ?? 0
    assert.ok(cost('A1') > cost('A2') && cost('A2') > 0)
  }
})

test('some suppliers are of the city, some outside, some unknown; of the city more and more often', () => {
  const years = new Map(chain.models.map(({ code, onSaleFrom }) => [code, Number(onSaleFrom.slice(0, 4))]))
  const many = [1, 2, 3, 4, 5, 6].flatMap((seed) => {
    const made = generateChain({ ...options, seed })
    const launched = new Map(
      made.models.map(({ code, onSaleFrom }) => [code, Number(onSaleFrom.slice(0, 4))]),
    )
    return made.lines.map((line) => ({ line, year: launched.get(line.modelCode) as number }))
  })
  const rate = (from: number, to: number) => {
    const told = many.filter(
      ({ line, year }) => year >= from && year <= to && (line.supplierKey ?? line.partyKey) !== null,
    )
    return told.filter(({ line }) => line.supplierKey !== null).length / told.length
  }
  assert.ok(years.size > 0)
  assert.ok(rate(2021, 2022) > 0.15 && rate(2025, 2026) < 0.9)
  assert.ok(rate(2025, 2026) > rate(2021, 2022))
  assert.ok(many.some(({ line }) => line.supplierKey === null && line.partyKey === null))
  assert.ok(many.some(({ line }) => line.originCode === null && line.supplierKey !== null))
})

test('purchases outside run over three years, each in its own time; the newest stands', () => {
  const keys = new Map<string, typeof chain.supplies>()
  for (const row of chain.supplies) {
    const key = `${row.partyKey} ${row.buyerKey} ${row.nodeCode}`
    keys.set(key, [...(keys.get(key) ?? []), row])
  }
  assert.ok(keys.size > 10)
  for (const rows of keys.values()) {
    assert.deepEqual(
      rows.map(({ period }) => period),
      ['2023', '2024', '2025'],
    )
    assert.deepEqual(
      rows.map(({ validUntil }) => validUntil),
      ['2023-12-31', '2024-12-31', null],
    )
    if (rows[0]?.amountFen !== null) assert.ok((rows[2]?.amountFen ?? 0) < (rows[0]?.amountFen ?? 0))
  }
})
