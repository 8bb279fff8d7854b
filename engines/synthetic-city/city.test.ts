import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isValidUscc } from '#engines/identifiers'
import { generateCity } from './city.ts'
import { AS_OF, TEST_REGIONS, testOptions } from './test-city.ts'
import { DENIED_NAMES, FIRST_SYLLABLES, SECOND_SYLLABLES, THIRD_SYLLABLES } from './words.ts'

const all = <Row>(chunks: Iterable<Row[]>): Row[] => [...chunks].flat()
const city = generateCity(testOptions(1000))
const firms = all(city.enterprises())
const byCode = new Map(firms.map((firm) => [firm.uscc, firm]))
const count = <T>(rows: T[], matches: (row: T) => unknown) => rows.filter(matches).length
const between = (value: number, low: number, high: number) =>
  assert.ok(value >= low && value <= high, `${value} is not within ${low}..${high}`)

const TABLES = [
  'enterprises',
  'sites',
  'capabilities',
  'qualifications',
  'yearly',
  'monthly',
  'supplies',
  'ownership',
  'contacts',
  'dirtyRows',
] as const

test('the same options give the same rows; another seed gives others', () => {
  const again = generateCity(testOptions(1000))
  const other = generateCity(testOptions(1000, 2))
  for (const table of TABLES) {
    const rows: unknown[] = all<unknown>(city[table]())
    assert.deepEqual(all<unknown>(again[table]()), rows, table)
    assert.notDeepEqual(all<unknown>(other[table]()), rows, table)
  }
  assert.deepEqual(again.monthlyCounts(), city.monthlyCounts())
  assert.deepEqual(again.history(), city.history())
})

test('a firm has the same rows whatever range and chunk they are read in', () => {
  for (const table of TABLES.filter((name) => name !== 'dirtyRows')) {
    const parts = [
      ...all<unknown>(city[table]({ to: 300, chunkRows: 7 })),
      ...all<unknown>(city[table]({ from: 300, to: 301 })),
      ...all<unknown>(city[table]({ from: 301, chunkRows: 100_000 })),
    ]
    assert.deepEqual(parts, all<unknown>(city[table]()), table)
  }
  const sizes = [...city.enterprises({ chunkRows: 400 })].map((chunk) => chunk.length)
  assert.deepEqual(sizes, [400, 400, 200])
})

test('every row of every table says that it is synthetic', () => {
  for (const table of TABLES) {
    for (const row of all<{ synthetic: boolean }>(city[table]())) assert.equal(row.synthetic, true)
  }
})

test('counts of a city of 1,000 are those of a plan under way, for any seed', () => {
  for (const seed of [1, 2, 3, 4]) {
    const one = generateCity(testOptions(1000, seed))
    const rows = all(one.enterprises())
    const live = rows.filter((firm) => firm.status === 'active')
    assert.equal(rows.length, 1000)
    between(
      count(live, (firm) => firm.parts),
      700,
      850,
    )
    between(
      count(rows, (firm) => firm.electronics),
      440,
      460,
    )
    const western = new Set(
      TEST_REGIONS.filter((region) => region.group.includes('western')).map((region) => region.code),
    )
    between(
      count(rows, (firm) => western.has(firm.regionCode)),
      449,
      451,
    )
    between(
      count(rows, (firm) => firm.recruitedOn),
      185,
      195,
    )
    between(
      count(rows, (firm) => firm.transformedOn),
      90,
      100,
    )
    between(
      count(rows, (firm) => firm.listedOn !== null && firm.listedOn >= '2025-01-01'),
      2,
      3,
    )
    const held = all(one.qualifications()).filter((row) => row.validUntil >= AS_OF && row.validFrom <= AS_OF)
    between(
      count(held, (row) => row.kind === 'srdi'),
      295,
      305,
    )
    between(
      count(held, (row) => row.kind === 'little_giant'),
      53,
      57,
    )
    assert.equal(new Set(held.map((row) => row.kind + row.uscc)).size, held.length)
  }
})

test('revenue of the parts firms is near, but below, 700 billion yuan for every size of city', () => {
  for (const [enterprises, seed] of [
    [1000, 1],
    [1000, 2],
    [20_000, 1],
  ] as const) {
    const one = generateCity(testOptions(enterprises, seed))
    const parts = new Set(
      all(one.enterprises())
        .filter((firm) => firm.parts)
        .map((firm) => firm.uscc),
    )
    let fen = 0
    for (const row of all(one.monthly())) {
      if (parts.has(row.uscc) && row.month >= '2025-11') fen += row.revenueFen
    }
    between(fen / 1e11, 480, 580)
  }
})

test('the tail of the revenues is that of Pareto, the body is not', () => {
  const one = generateCity(testOptions(20_000))
  const parts = new Set(
    all(one.enterprises())
      .filter((firm) => firm.parts)
      .map((firm) => firm.uscc),
  )
  const revenue = all(one.yearly())
    .filter((row) => row.year === 2025 && parts.has(row.uscc))
    .map((row) => row.revenueFen)
    .sort((a, b) => b - a)
  // Hill's estimator over the largest 5 %.
  const k = Math.floor(revenue.length * 0.05)
  const start = revenue[k] ?? 1
  const hill = k / revenue.slice(0, k).reduce((sum, value) => sum + Math.log(value / start), 0)
  between(hill, 1.05, 1.45)
  const half = revenue.slice(0, Math.floor(revenue.length / 2))
  const median = half.at(-1) ?? 1
  const body = half.length / half.reduce((sum, value) => sum + Math.log(value / median), 0)
  assert.ok(body < hill - 0.15, `body ${body}, tail ${hill}`)
})

test('years are the sums of their months; money is whole fen', () => {
  const sums = new Map<string, number>()
  for (const row of all(city.monthly())) {
    assert.ok(Number.isSafeInteger(row.revenueFen) && row.revenueFen > 0)
    if (row.month.startsWith('2025')) sums.set(row.uscc, (sums.get(row.uscc) ?? 0) + row.revenueFen)
  }
  const yearly = all(city.yearly()).filter((row) => row.year === 2025)
  assert.ok(yearly.length > 800)
  for (const row of yearly) assert.equal(sums.get(row.uscc), row.revenueFen)
})

test('months: 24 for an old firm, February is low and December high', () => {
  const rows = all(city.monthly())
  const months = [...new Set(rows.map((row) => row.month))].sort()
  assert.equal(months.length, 24)
  assert.deepEqual([months[0], months[23]], ['2024-11', '2026-10'])
  const total = (month: string) =>
    rows.filter((row) => row.month === month).reduce((a, row) => a + row.revenueFen, 0)
  assert.ok(total('2025-02') < 0.85 * total('2025-01'))
  assert.ok(total('2025-12') > total('2025-11') && total('2025-11') > total('2025-10'))
})

test('the counts by month equal a count over the rows', () => {
  const counts = city.monthlyCounts(60)
  assert.equal(counts.length, 60)
  const held = all(city.qualifications())
  for (const [month, day] of [
    ['2022-06', '2022-06-30'],
    ['2024-12', '2024-12-31'],
    ['2026-10', '2026-10-31'],
  ] as const) {
    const row = counts.find((one) => one.month === month)
    const live = firms.filter(
      (firm) => firm.enteredOn <= day && (firm.closedOn === null || firm.closedOn > day),
    )
    assert.equal(row?.enterprises, live.length)
    assert.equal(
      row?.partsEnterprises,
      count(live, (firm) => firm.parts),
    )
    assert.equal(
      row?.recruited,
      count(firms, (firm) => firm.recruitedOn !== null && firm.recruitedOn <= day),
    )
    const valid = held.filter((one) => one.validFrom <= day && one.validUntil >= day)
    assert.equal(
      row?.srdi,
      count(valid, (one) => one.kind === 'srdi'),
    )
  }
  const parts = counts.map((row) => row.partsEnterprises)
  assert.ok((parts[59] ?? 0) > 1.5 * (parts[37] ?? 0))
})

test('dates are in order and none of an event is later than the key date', () => {
  for (const firm of firms) {
    assert.ok(firm.establishedOn <= firm.enteredOn, firm.uscc)
    assert.ok(firm.enteredOn <= AS_OF)
    assert.ok((firm.closedOn ?? AS_OF) <= AS_OF)
    assert.ok((firm.listedOn ?? AS_OF) <= AS_OF && (firm.listedOn ?? '9') >= firm.establishedOn)
  }
  for (const row of all(city.qualifications())) {
    assert.ok(row.validFrom < row.validUntil && row.validFrom <= AS_OF)
    assert.ok(row.validFrom >= (byCode.get(row.uscc)?.establishedOn ?? '9'), row.certificateNo)
  }
})

test('supplies run down the tiers, about five per firm, with heavy tails', () => {
  const rows = all(city.supplies())
  between(rows.length / 1000, 4, 6)
  const suppliers = new Map<string, number>()
  const buyers = new Map<string, number>()
  const pairs = new Set<string>()
  for (const row of rows) {
    const [from, to] = [byCode.get(row.supplierUscc), byCode.get(row.buyerUscc)]
    assert.ok(from && to && from !== to)
    if (from.chainTier !== null && to.chainTier !== null) {
      const down = from.chainTier > to.chainTier || (from.chainTier === to.chainTier && from.index < to.index)
      assert.ok(down, `${from.chainTier} -> ${to.chainTier}`)
    }
    assert.ok(Number.isSafeInteger(row.amountFen) && row.amountFen > 0)
    assert.equal(row.evidence, 'synthetic')
    assert.ok(row.since <= '2025-12-31')
    suppliers.set(row.supplierUscc, (suppliers.get(row.supplierUscc) ?? 0) + row.supplierShare)
    buyers.set(row.buyerUscc, (buyers.get(row.buyerUscc) ?? 0) + 1)
    pairs.add(`${row.supplierUscc}>${row.buyerUscc}`)
  }
  assert.equal(pairs.size, rows.length)
  for (const share of suppliers.values()) assert.ok(share > 0 && share < 0.86)
  const degrees = [...buyers.values()].sort((a, b) => b - a)
  assert.ok((degrees[0] ?? 0) > 15 * (degrees[Math.floor(degrees.length / 2)] ?? 1))
})

test('owners and branches: no firm owns itself, a branch has no capital', () => {
  const rows = all(city.ownership())
  assert.equal(
    count(rows, (row) => row.kind === 'branch_of'),
    30,
  )
  for (const row of rows) {
    const [owner, owned] = [byCode.get(row.fromUscc), byCode.get(row.toUscc)]
    assert.ok(owner && owned)
    if (row.kind === 'owns') {
      assert.ok(owner.index < owned.index)
      assert.ok(row.share !== null && row.share > 0 && row.share <= 1)
    } else {
      assert.equal(owned.branchOf, owner.uscc)
      assert.equal(owned.registeredCapitalFen, 0)
      assert.ok(owned.nameZh.startsWith(owner.nameZh))
    }
  }
})

test('capacity goes with series production, utilisation is a ratio', () => {
  for (const row of all(city.capabilities())) {
    const series = row.stage === 'mass' || row.stage === 'pilot'
    assert.equal(row.capacityPerYear !== null, series)
    if (row.utilisation !== null) between(row.utilisation, 0.25, 0.98)
    assert.ok(row.since >= (byCode.get(row.uscc)?.establishedOn ?? '9'))
  }
})

test('contacts reach nobody', () => {
  for (const row of all(city.contacts())) {
    assert.match(row.phone, /^023-0\d{7}$/)
    assert.match(row.email, /@example\.com$/)
  }
})

test('codes, names and trade names of 100,000 firms are unique and valid, and no name is a known one', () => {
  const codes = new Set<string>()
  const names = new Set<string>()
  for (const chunk of generateCity(testOptions(100_000)).enterprises()) {
    for (const firm of chunk) {
      assert.ok(isValidUscc(firm.uscc), firm.uscc)
      assert.ok(firm.uscc.startsWith('Y9'))
      codes.add(firm.uscc)
      names.add(firm.nameZh)
    }
  }
  assert.equal(codes.size, 100_000)
  assert.equal(names.size, 100_000)
  const syllables = new Set([...FIRST_SYLLABLES, ...SECOND_SYLLABLES, ...THIRD_SYLLABLES])
  for (const name of DENIED_NAMES) {
    for (const char of name) assert.ok(!syllables.has(char), `${name}: ${char}`)
  }
  for (const firm of firms) {
    for (const name of [firm.nameZh, ...firm.formerNamesZh]) {
      for (const denied of DENIED_NAMES) assert.ok(!name.includes(denied), `${name}: ${denied}`)
    }
  }
})

test('history: one value a month, stocks never fall', () => {
  for (const series of city.history()) {
    assert.equal(series.points.length, 36)
    assert.equal(series.points.at(-1)?.month, '2026-10')
    const values = series.points.map((point) => point.value)
    if (series.unit === 'station')
      assert.deepEqual(
        [...values].sort((a, b) => a - b),
        values,
      )
  }
})

test('options outside their limits are refused by name', () => {
  assert.throws(() => generateCity(testOptions(999)), /enterprises/)
  assert.throws(() => generateCity(testOptions(1_000_001)), /enterprises/)
  assert.throws(() => generateCity({ ...testOptions(1000), asOf: '2026-13-01' }), /asOf/)
  assert.throws(() => generateCity({ ...testOptions(1000), regions: [] }), /regions/)
  assert.throws(() => generateCity({ ...testOptions(1000), taxonomy: [] }), /taxonomy/)
  assert.throws(() => city.enterprises({ from: 5, to: 2000 }), /range/)
})
