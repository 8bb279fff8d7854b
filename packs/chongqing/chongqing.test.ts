import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { listPacks, loadOutlines, loadPack, type OutlineFeature, type TaxonomyNode } from '#kernel/packs'

const here = import.meta.dirname
const shared = path.resolve(here, '../../../shared')
const pack = await loadPack(here)

async function readIfPresent(file: string): Promise<string | undefined> {
  return readFile(path.join(shared, file), 'utf8').catch(() => undefined)
}

test('the pack is listed', async () => {
  const packs = await listPacks(path.dirname(here))
  assert.ok(packs.some((summary) => summary.id === 'chongqing'))
})

test('15 tasks in order, each with measures, a module and no invented department', () => {
  assert.deepEqual(
    pack.plan.tasks.map((task) => task.number),
    Array.from({ length: 15 }, (_, i) => i + 1),
  )
  for (const task of pack.plan.tasks) {
    assert.ok(task.measures.length >= 3, `task ${task.number}`)
    assert.deepEqual(task.departments, [])
    for (const measure of task.measures)
      assert.match(measure.id, new RegExp(`^M${String(task.number).padStart(2, '0')}-\\d$`))
  }
  assert.match(pack.plan.departmentsNote?.zh ?? '', /待录入/)
})

test('24 targets with the values, comparisons and tasks of the plan', () => {
  const found = pack.plan.targets.map(({ code, task, value, unit, comparison }) =>
    [code, task, value, unit.zh, comparison].join(' '),
  )
  assert.deepEqual(found, [
    'T01 0 7000 亿元 reach',
    'T02 0 1000 家 reach',
    'T03 0 500 家 reach',
    'T04 1 20 个百分点 increase_by',
    'T05 2 300 家 reach',
    'T06 3 150 家 reach',
    'T07 4 400 家 reach',
    'T08 4 80 家 reach',
    'T09 5 5 个 reach',
    'T10 5 50 项 at_least',
    'T11 7 500 家 reach',
    'T12 8 3 万人 reach',
    'T13 9 3 个 reach',
    'T14 9 10 个 reach',
    'T15 10 5 家 at_least',
    'T16 10 25 项 at_least',
    'T17 11 2000 座 at_least',
    'T18 11 10 座 reach',
    'T19 12 50 个 reach',
    'T20 13 600 个 reach',
    'T21 13 2500 公里 reach',
    'T22 13 20000 辆 more_than',
    'T23 14 2 家 reach',
    'T24 15 1200 亿元 more_than',
  ])
  assert.ok(pack.plan.targets.every((target) => target.deadline === '2027-12-31'))
})

test('the western target counts the western districts only', () => {
  const target = pack.plan.targets.find((found) => found.code === 'T11')
  assert.equal(target?.scope.regionGroup, 'western')
  assert.equal(target?.scope.subsetOf, 'T02')
})

test('a target stands where the plan says it: number and comparison are in that sentence', async (t) => {
  const text = await readIfPresent('plan/yulian-zhiqing-2025-2027.txt')
  if (text === undefined) return t.skip('the text of the plan is not on this machine')
  const paragraphs = new Map<string, string[]>()
  let chapter = ''
  for (const line of text.split('\n').map((raw) => raw.replace(/\s/g, ''))) {
    const heading = /^([一二三])、/.exec(line)
    if (heading) {
      chapter = heading[1]!
      paragraphs.set(chapter, [])
    } else if (line !== '') paragraphs.get(chapter)?.push(line)
  }
  for (const { code, where, value, unit, comparison } of pack.plan.targets) {
    const paragraph = paragraphs.get(where.chapter)?.[where.paragraph - 1] ?? ''
    const sentence = paragraph.split('。')[where.sentence - 1] ?? ''
    const before = { reach: '', at_least: '', more_than: '超过', increase_by: '提高' }[comparison]
    const after = comparison === 'at_least' ? '以上' : '(?!以上)'
    assert.match(
      sentence,
      new RegExp(`${before}(?<!\\d)${value}${unit.zh}${after}`),
      `${code} in: ${sentence}`,
    )
  }
})

test('the taxonomy: 120 to 200 nodes, 3 to 4 levels, both languages, synonyms on each', () => {
  const { taxonomy } = pack
  assert.ok(taxonomy.length >= 120 && taxonomy.length <= 200, `${taxonomy.length} nodes`)
  assert.equal(Math.max(...taxonomy.map((node) => node.tier)), 4)
  for (const node of taxonomy) {
    assert.match(node.nameZh, /\p{Script=Han}/u, node.code)
    assert.match(node.nameEn, /^[\x20-\x7e]+$/, node.code)
    assert.ok(node.synonymsZh.length >= 2 && node.synonymsEn.length >= 2, `${node.code} needs synonyms`)
    assert.ok(node.tier === 0 || node.stage !== null, `${node.code} needs a stage`)
  }
})

test('electronics are the eight assemblies the plan lists, with all below them and nothing else', () => {
  const byCode = new Map(pack.taxonomy.map((node) => [node.code, node]))
  const heads = pack.taxonomy.filter(
    (node) => node.electronics && !byCode.get(node.parent ?? '')?.electronics,
  )
  assert.deepEqual(
    heads.map((node) => node.nameZh).sort(),
    ['智能驾驶', '智能座舱', '智能车控', '车路网联', '电驱', '电制动', '电转向', '热管理'].sort(),
  )
  const below = (node: TaxonomyNode): boolean =>
    heads.includes(node) || (node.parent !== null && below(byCode.get(node.parent)!))
  assert.ok(pack.taxonomy.every((node) => node.electronics === below(node)))
  assert.ok(pack.taxonomy.filter((node) => node.electronics).every((node) => node.parts))
})

test('vehicles, software and services are no parts', () => {
  const parts = new Map(pack.taxonomy.map((node) => [node.code, node.parts]))
  assert.deepEqual(
    ['A101', 'B101', 'C108', 'D101', 'F101', 'E101', 'G101', 'H101', 'H502'].map((code) => parts.get(code)),
    [true, true, true, true, true, false, false, false, false],
  )
})

test('38 districts in their groups, functional zones, and the rest of the country by province', () => {
  const districts = pack.regions.filter((region) => region.level === 'district')
  assert.equal(districts.length, 38)
  const level = new Map(pack.regions.map((region) => [region.code, region.level]))
  const sizes = pack.regionGroups.map(({ id, regions }) => [
    id,
    regions.filter((code) => level.get(code) === 'district').length,
  ])
  assert.deepEqual(Object.fromEntries(sizes), {
    central: 9,
    new_urban: 12,
    western: 8,
    northeast: 11,
    southeast: 6,
    special_parts: 5,
  })
  const four = new Set(['central', 'new_urban', 'northeast', 'southeast'])
  for (const { nameZh, groups } of districts) {
    assert.equal(
      groups.filter((group) => four.has(group)).length,
      1,
      `${nameZh} lies in one of the four areas`,
    )
  }
  assert.equal(pack.regions.filter((region) => region.level === 'province').length, 34)
  assert.deepEqual(
    pack.regions
      .filter((region) => region.level === 'zone')
      .map((zone) => [zone.nameZh, zone.statisticsRegion]),
    [
      ['两江新区', '500112'],
      ['重庆高新区', '500107'],
      ['万盛经开区', '500110'],
    ],
  )
})

test('the western districts and their priorities agree with the table of facts', async (t) => {
  const table = await readIfPresent('data/industry/district_priority_yuxi.csv')
  if (table === undefined) return t.skip('the table of district priorities is not on this machine')
  const expected = new Set<string>()
  for (const line of table.trim().split('\n').slice(1)) {
    const [, code, , node] = line.split(',')
    expected.add(`${code} ${node}`)
  }
  const western = new Set(pack.regionGroups.find((group) => group.id === 'western')?.regions)
  const found = pack.regions.flatMap((region) => region.priorities.map((node) => `${region.code} ${node}`))
  assert.deepEqual(found.sort(), [...expected].sort())
  assert.deepEqual([...western].sort(), [...new Set([...expected].map((pair) => pair.slice(0, 6)))].sort())
})

test('38 outlines, one for each district', async () => {
  const outlines = await loadOutlines(pack)
  const districts = pack.regions.filter((region) => region.level === 'district').map((region) => region.code)
  assert.deepEqual(outlines?.features.map((feature) => feature.properties.code).sort(), districts.sort())
  assert.equal(
    pack.map?.approvalNumber,
    null,
    'the approval number is entered by the operator, never invented',
  )
})

test('the outlines agree with an independent decoding, point by point', async (t) => {
  const text = await readIfPresent('data/industry/geo/chongqing_38_districts.geojson')
  if (text === undefined) return t.skip('the reference outlines are not on this machine')
  const reference = JSON.parse(text) as { features: OutlineFeature[] }
  const expected = new Map(reference.features.map((feature) => [feature.properties.code, feature]))
  const outlines = await loadOutlines(pack)
  for (const { properties, geometry } of outlines!.features) {
    const same = expected.get(properties.code)
    assert.deepEqual([properties.name, properties.center], [same?.properties.name, same?.properties.center])
    assert.equal(geometry.type, same?.geometry.type)
    const ours = geometry.coordinates.flat(3)
    const theirs = same?.geometry.coordinates.flat(3) ?? []
    assert.equal(ours.length, theirs.length, properties.name)
    // Halves are rounded up here and to the even digit there: a difference of one in the fifth place.
    assert.ok(
      ours.every((degrees, i) => Math.abs(degrees - theirs[i]!) < 1.01e-5),
      properties.name,
    )
  }
})

test("no twelve characters in a row come from the plan's text", async (t) => {
  const text = await readIfPresent('plan/yulian-zhiqing-2025-2027.txt')
  if (text === undefined) return t.skip('the text of the plan is not on this machine')
  /** Proper names, which have no other words: the plan's own title and the body it names. */
  const names = ['重庆市智能网联新能源汽车产业链渝链智擎行动计划', '市推动汽车产业转型升级工作专班']
  const han = (raw: string) => raw.replace(/[^\p{Script=Han}]/gu, '')
  const plan = han(text)
  const copied: string[] = []
  for (const file of await readdir(here)) {
    if (file.endsWith('.test.ts')) continue
    for (const line of (await readFile(path.join(here, file), 'utf8')).split('\n')) {
      const own = han(line)
      for (let i = 0; i + 12 <= own.length; i++) {
        const run = own.slice(i, i + 12)
        if (plan.includes(run) && !names.some((name) => name.includes(run))) copied.push(`${file}: ${run}`)
      }
    }
  }
  assert.deepEqual(copied, [])
})
