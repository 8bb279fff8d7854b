import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { faultText, listPacks, loadPack, PackError } from './index.ts'

const fixtures = path.join(import.meta.dirname, 'fixtures')

/** Copies the harbour pack, changes one file, and hands the spoiled pack to the test. */
async function spoiled<T>(
  file: string,
  change: (text: string) => string,
  use: (dir: string) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(path.join(tmpdir(), 'pack-'))
  try {
    const dir = path.join(root, 'harbour')
    await cp(path.join(fixtures, 'harbour'), dir, { recursive: true })
    const before = await readFile(path.join(dir, file), 'utf8')
    const after = change(before)
    assert.notEqual(after, before, 'the test must really change the file')
    await writeFile(path.join(dir, file), after)
    return await use(dir)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

/** The faults of a pack with one file changed, as English sentences. */
async function faultsOf(file: string, from: string, to: string): Promise<string[]> {
  return spoiled(
    file,
    (text) => text.replace(from, to),
    async (dir) => {
      const error = await loadPack(dir).then(
        () => assert.fail('the pack should have been refused'),
        (caught: unknown) => caught,
      )
      assert.ok(error instanceof PackError, String(error))
      for (const fault of error.packFaults) assert.match(fault.rule.zh, /\p{Script=Han}/u)
      return error.packFaults.map((fault) => faultText(fault, 'en'))
    },
  )
}

test('a pack of another city and another chain loads by the same code', async () => {
  const pack = await loadPack(path.join(fixtures, 'harbour'))
  assert.equal(pack.id, 'harbour')
  assert.equal(pack.chain, 'SHIP')
  assert.deepEqual(pack.policies, [])
  assert.equal(pack.plan.targets[0]?.normalised.value, 1.5e14)
  assert.deepEqual(pack.taxonomy[1], {
    code: 'H1',
    parent: 'SHIP',
    nameZh: '船体',
    nameEn: 'Hull',
    tier: 1,
    stage: 'midstream',
    parts: true,
    electronics: false,
    keyLink: true,
    keyTasks: [1],
    gb4754: '3731',
    hs: null,
    synonymsZh: ['船壳', '船身'],
    synonymsEn: ['ship hull'],
    note: '',
  })
  assert.deepEqual(pack.regionGroups[0]?.regions, ['990101', '990100-FT'])
  const zone = pack.regions.find((region) => region.code === '990100-FT')
  assert.equal(zone?.statisticsRegion, '990101')
  const district = pack.regions.find((region) => region.code === '990102')
  assert.equal(district?.statisticsRegion, '990102', 'every other region is counted with itself')
})

test('packs are listed by id, and folders without a pack.yaml are passed over', async () => {
  const packs = await listPacks(fixtures)
  assert.deepEqual(
    packs.map((pack) => [pack.id, path.basename(pack.dir)]),
    [['harbour', 'harbour']],
  )
  assert.deepEqual(await listPacks(path.join(fixtures, 'harbour')), [])
})

test('two packs with one id are refused', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'packs-'))
  try {
    await cp(path.join(fixtures, 'harbour'), path.join(root, 'one'), { recursive: true })
    await cp(path.join(fixtures, 'harbour'), path.join(root, 'two'), { recursive: true })
    await assert.rejects(
      listPacks(root),
      /pack.yaml, line 3, field id: "harbour" breaks the rule: also the id of/,
    )
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})

test('a fault names file, row, column, value and rule in both languages', async () => {
  await spoiled(
    'taxonomy.csv',
    (text) => text.replace('N101,N1,', 'N101,N9,'),
    async (dir) => {
      const error = await loadPack(dir).catch((caught: unknown) => caught)
      assert.ok(error instanceof PackError)
      assert.equal(error.code, 'pack.invalid')
      assert.equal(error.packFaults.length, 1)
      const fault = error.packFaults[0]!
      assert.deepEqual(
        [fault.file, fault.row, fault.column, fault.value],
        ['taxonomy.csv', 5, 'parent', 'N9'],
      )
      assert.equal(
        faultText(fault, 'en'),
        'taxonomy.csv, row 5, column parent: "N9" breaks the rule: the parent must be a code of this table',
      )
      assert.equal(
        faultText(fault, 'zh'),
        'taxonomy.csv 第 5 行 parent 列：值“N9”不符合规则：上级编码必须在表中',
      )
    },
  )
})

/** file, what stands there, what we put instead, what the fault must say. */
const wrong: [name: string, file: string, from: string, to: string, says: RegExp][] = [
  [
    'a duplicate node',
    'taxonomy.csv',
    'N101,N1',
    'H1,N1',
    /row 5, column code: "H1".*unique \(first on row 3\)/,
  ],
  ['a second root', 'taxonomy.csv', 'H1,SHIP', 'H1,', /row 3, column parent.*only the chain's root SHIP/],
  [
    'a tier that jumps',
    'taxonomy.csv',
    'Marine radar,2',
    'Marine radar,3',
    /column tier: "3".*parent's tier: 2/,
  ],
  ['a word for yes/no', 'taxonomy.csv', 'yes,yes,no', 'yes,maybe,no', /row 4, column electronics: "maybe"/],
  ['a missing English name', 'taxonomy.csv', 'Hull', '', /row 3, column name_en: ""/],
  [
    'electronics not passed down',
    'taxonomy.csv',
    '2,midstream,yes,yes',
    '2,midstream,yes,no',
    /row 5, column electronics/,
  ],
  ['a key link without its task', 'taxonomy.csv', 'yes,1,3731', 'yes,,3731', /column key_tasks/],
  [
    'a synonym of two nodes',
    'taxonomy.csv',
    '航海雷达',
    '船身',
    /row 5, column synonyms_zh: "船身".*term of H1 \(row 3\)/,
  ],
  [
    'a synonym that is another name',
    'taxonomy.csv',
    'ship radar',
    'HULL',
    /row 5, column synonyms_en: "HULL"/,
  ],
  ['a missing column', 'taxonomy.csv', 'synonyms_en', 'synonyms_fr', /row 1, column synonyms_en.*header/],
  [
    'a row too short',
    'taxonomy.csv',
    ',船壳|船身,ship hull,,',
    '',
    /CSV format: Invalid Record Length.*line 3/,
  ],
  ['an unknown group', 'regions.csv', 'East Port,waterfront', 'East Port,hills', /column groups: "hills"/],
  ['an unknown priority', 'regions.csv', 'H1|N101', 'H1|N777', /row 5, column priorities: "N777"/],
  ['a priority without source', 'regions.csv', 'invented for the test', '', /column priorities_source/],
  [
    'a zone without district',
    'regions.csv',
    'waterfront,990101',
    'waterfront,',
    /row 7, column statistics_region/,
  ],
  [
    'a district in a country',
    'regions.csv',
    '990102,990100',
    '990102,990000',
    /a district lies in: province, city/,
  ],
  ['a bad region code', 'regions.csv', '990102', '9901', /row 6, column code: "9901"/],
  ['no root region', 'pack.yaml', "rootRegion: '990100'", "rootRegion: '990200'", /"990200".*rootRegion/],
  [
    'a chain that is no root',
    'pack.yaml',
    'chain: SHIP',
    'chain: BOAT',
    /pack.yaml, line 7, field chain: "BOAT"/,
  ],
  [
    'a wrong time zone',
    'pack.yaml',
    'timeZone: UTC',
    'timeZone: Mars/Base',
    /line 8, field timeZone: "Mars\/Base".*IANA/,
  ],
  ['a key misspelt', 'pack.yaml', 'timeZone:', 'timezone:', /Unrecognized key: "timezone"/],
  ['a missing file', 'pack.yaml', 'plan: plan.yaml', 'plan: plans.yaml', /plans.yaml: .*readable \(ENOENT\)/],
  [
    'a file outside the pack',
    'pack.yaml',
    'plan: plan.yaml',
    'plan: ../plan.yaml',
    /field files.plan: "..\/plan.yaml"/,
  ],
  ['broken YAML', 'plan.yaml', 'title: {', 'title: {{', /plan.yaml, line 2: .*YAML syntax/],
  ['a missing translation', 'plan.yaml', ', en: test', '', /line 2, field status.en/],
  [
    'an impossible date',
    'plan.yaml',
    'deadline: 2028-06-30',
    'deadline: 2028-06-31',
    /line 19, field targets.0.deadline/,
  ],
  ['a target of no task', 'plan.yaml', 'task: 1\n', 'task: 7\n', /line 13, field targets.0.task: "7"/],
  ['money in the wrong scale', 'plan.yaml', '150000000000000', '15000', /1.5 万亿元 is 150000000000000 fen/],
  ['a unit that is no money', 'plan.yaml', '万亿元', '吨', /1.5 吨 is \? fen/],
  [
    'an unknown group in the scope',
    'plan.yaml',
    'regionGroup: waterfront',
    'regionGroup: moon',
    /scope.regionGroup: "moon"/,
  ],
  [
    'a policy that is not there',
    'pack.yaml',
    'regions: regions.csv',
    'regions: regions.csv\n  policies: [a.md]',
    /files.policies: "a.md"/,
  ],
]

for (const [name, file, from, to, says] of wrong) {
  test(`refused: ${name}`, async () => {
    const faults = await faultsOf(file, from, to)
    assert.ok(
      faults.some((fault) => says.test(fault)),
      `${says} not in:\n${faults.join('\n')}`,
    )
  })
}

test('a shared term is accepted when both rows admit it and explain it', async () => {
  const admit = (text: string) =>
    text
      .replace('船壳|船身,ship hull,,', '船壳|船身,ship hull,船身,two meanings')
      .replace('航海雷达,ship radar,,', '船身,ship radar,船身,two meanings')
  await spoiled('taxonomy.csv', admit, async (dir) => {
    assert.equal((await loadPack(dir)).taxonomy.length, 4)
  })
})

test('all faults of all files come in one answer', async () => {
  await spoiled(
    'taxonomy.csv',
    (text) => text.replace('N101,N1', 'N101,N9').replace('航海雷达', '船身'),
    async (dir) => {
      const plan = path.join(dir, 'plan.yaml')
      await writeFile(plan, (await readFile(plan, 'utf8')).replace('task: 1\n', 'task: 7\n'))
      const error = await loadPack(dir).catch((caught: unknown) => caught)
      assert.ok(error instanceof PackError)
      assert.deepEqual(
        error.packFaults.map((fault) => fault.column),
        ['parent', 'synonyms_zh', 'targets.0.task'],
      )
    },
  )
})
