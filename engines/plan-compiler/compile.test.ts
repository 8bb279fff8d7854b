import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { evaluateFolder } from './evaluate.ts'
import { compilePlan, toPlanJson } from './index.ts'

/** Targets of a text as "value[-max]unit comparator deadline". */
const read = (text: string): string[] =>
  compilePlan(text).targets.map(
    (target) =>
      `${target.value}${target.valueMax === null ? '' : `-${target.valueMax}`}${target.unit} ${target.comparator} ${target.deadline?.slice(0, 4)}`,
  )
const goals = (sentence: string): string => `甲市产业行动计划（2025—2027年）\n一、发展目标\n${sentence}`
const task = (sentence: string): string =>
  `甲市产业行动计划（2025—2027年）\n二、重点任务\n（一）强化支撑。${sentence}`

const EXAMPLES: [string, string, string[]][] = [
  ['a range with a hyphen', goals('培育链主企业2-3家。'), ['2-3家 reach 2027']],
  ['a range with 至 and a repeated unit', goals('培育链主企业2家至3家。'), ['2-3家 reach 2027']],
  ['a range with a wave', goals('占比达到10%～15%。'), ['10-15% reach 2027']],
  ['a range in Chinese numerals', goals('培育链主企业两到三家。'), ['2-3家 reach 2027']],
  ['ten thousand hundred millions', goals('产业规模突破1.3万亿元。'), ['1.3万亿元 more_than 2027']],
  ['a compound unit', goals('机器人密度达到360台/万人。'), ['360台/万人 reach 2027']],
  ['percentage points', goals('本地配套率提高20个百分点。'), ['20个百分点 increase_by 2027']],
  ['points in Chinese numerals', goals('本地配套率提高两个百分点。'), ['2个百分点 increase_by 2027']],
  ['at least behind', goals('建成超充站2000座以上。'), ['2000座 at_least 2027']],
  [
    'at least before',
    goals('培育企业不少于40家，占比不低于30%。'),
    ['40家 at_least 2027', '30% at_least 2027'],
  ],
  [
    'more than',
    goals('企业超1200家，出口额超过300亿元。'),
    ['1200家 more_than 2027', '300亿元 more_than 2027'],
  ],
  ['about', goals('规模力争达到400亿元左右。'), ['400亿元 reach 2027']],
  ['some more', goals('建成场站30余个、百余家门店。'), ['30个 at_least 2027', '100家 at_least 2027']],
  [
    'at most',
    goals('能耗控制在5%以内，成本下降到30元/公斤。'),
    ['5% at_most 2027', '30元/公斤 at_most 2027'],
  ],
  ['a fall', goals('单位能耗下降18%。'), ['18% decrease_by 2027']],
  ['a rate', goals('产值年均增长15%以上。'), ['15% increase_by 2027']],
  ['from N to M: M is the target', goals('数控化率由55%提高到70%。'), ['70% reach 2027']],
  ['a ratio', goals('车桩比达到2:1。'), ['2:1 reach 2027']],
  [
    'an elided verb',
    goals('培育400家专精特新企业、80家小巨人企业。'),
    ['400家 reach 2027', '80家 reach 2027'],
  ],
  [
    'respectively',
    goals('甲、乙、丙占比分别达到10%、20%、30%。'),
    ['10% reach 2027', '20% reach 2027', '30% reach 2027'],
  ],
  ['a borrowed unit', goals('甲、乙企业分别达到100、200家。'), ['100家 reach 2027', '200家 reach 2027']],
  [
    'years respectively',
    goals('2025年、2026年、2027年分别新增桩8000、10000和12000个。'),
    ['8000个 reach 2025', '10000个 reach 2026', '12000个 reach 2027'],
  ],
  ['stages', goals('到2025年，企业达到50家；到2027年，达到100家。'), ['50家 reach 2025', '100家 reach 2027']],
  [
    'full-width digits and stray blanks',
    goals('到２０２７年，建成站 ２ ０００ 座，产值1 200亿元、1,500亿元。'),
    ['2000座 reach 2027', '1200亿元 reach 2027', '1500亿元 reach 2027'],
  ],
  ['a month', task('2026年6月底前，建成示范区3个。'), ['3个 reach 2026']],
  ['every year', task('每年举办对接活动10场。'), ['10场 reach 2027']],
  [
    'thresholds count firms, not money',
    goals('营收超100亿元企业2家，培育10家年产值1亿元以上的企业。'),
    ['2家 reach 2027', '10家 reach 2027'],
  ],
  [
    'a class of firm',
    goals('培育千亿级集群2个、百亿级企业10家、世界500强企业3家。'),
    ['2个 reach 2027', '10家 reach 2027', '3家 reach 2027'],
  ],
  [
    'breakthroughs are no bound',
    task('突破10项关键技术，突破50项以上核心技术。'),
    ['10项 reach 2027', '50项 at_least 2027'],
  ],
  ['slogans', goals('形成“1000+500+5”体系，构建1+5+N格局，推进“33618”集群，打造5大支撑。'), []],
  ['ranks and names', goals('进入全国前10强，引进500强，支持L3级自动驾驶、5G、Tier1供应商。'), []],
  ['nothing countable', goals('培育一批企业、一系列产品，产值翻一番。'), []],
  ['the past', goals('2024年已建成站500座。截至2023年底，企业达到86家。'), []],
  ['policy money', task('对新建项目给予最高500万元奖励，按投资的30%给予补助。'), []],
  ['registered capital', task('注册资本1亿元以上的企业优先保障。'), []],
  [
    'numbers of documents and telephones',
    task('落实市政办发〔2025〕3号和第3条规定，咨询电话：023-12345678。'),
    [],
  ],
  ['opening hours and processes', task('提供24小时服务，面向90纳米工艺。'), []],
  ['structure', task('聚焦5个重点领域，划分为3个阶段，细化18项重点任务。'), []],
  [
    '家 and 名 before words that begin alike',
    task('新增5家电池企业、3家具有影响力的企业，引进50名优秀人才。'),
    ['5家 reach 2027', '3家 reach 2027', '50名 reach 2027'],
  ],
  ['a range whose lower end has only the multiplier', goals('引进人才3万—5万人。'), ['3-5万人 reach 2027']],
  [
    'one for each year of the plan',
    goals('产值三年分别达到80亿元、120亿元、200亿元。'),
    ['80亿元 reach 2025', '120亿元 reach 2026', '200亿元 reach 2027'],
  ],
  [
    'a bound before the first of several',
    goals('两类企业分别超过90家和870家。'),
    ['90家 more_than 2027', '870家 more_than 2027'],
  ],
  ['超过 before a whole', goals('研发投入超过业务收入的10%。'), ['10% more_than 2027']],
  ['增加值 is no increase', goals('工业增加值超过1.3万亿元。'), ['1.3万亿元 more_than 2027']],
  ['a unit with the brackets of the text', goals('推广装备100台(套)。'), ['100台(套) reach 2027']],
  [
    'a capacity that says which firms are counted',
    goals('培育年产10万辆以上整车企业3家。'),
    ['3家 reach 2027'],
  ],
  ['ASCII full stops', goals('企业达到100家.产值达到20亿元.'), ['100家 reach 2027', '20亿元 reach 2027']],
  [
    'a baseline',
    goals('产值在2024年320亿元的基础上达到640亿元，网点由27个精简到5个以内。'),
    ['640亿元 reach 2027', '5个 at_most 2027'],
  ],
  [
    'another five-year plan',
    '全国产业规划\n一、目标\n到“十二五”末，产值达到3300亿元。',
    ['3300亿元 reach 2015'],
  ],
  [
    'conditions and privileges',
    task('亩均税收不低于20万元的，优先供地；支持负载20公斤以上的整机优先列入目录。'),
    [],
  ],
  ['slogans in quotes', task('按照“聚焦1个行动、推动6个转型、实施8大工程”安排推进。'), []],
  ['owners of the figure', goals('3大高地和5个集群占比重达到90%。'), ['90% reach 2027']],
  [
    'what was before the plan',
    '甲市行动计划（2025—2027年）\n近年来，我市企业不断集聚。建成平台50个。\n一、目标\n企业达到600家。',
    ['600家 reach 2027'],
  ],
  ['a plan named', task('落实《产业倍增行动计划（2023—2027年）》。'), []],
]

for (const [name, text, expected] of EXAMPLES)
  test(`reads ${name}`, () => assert.deepEqual(read(text), expected))

test('reads an indicator table: target columns only, with their years', () => {
  const text = goals(
    '指标名称 | 单位 | 2023年 | 2026年 | 2027年目标\n零部件企业数量 | 家 | 500 | 800 | 1000\n研发投入占比（%） | | 2.1 | 3 | ≥3.5',
  )
  assert.deepEqual(read(text), [
    '800家 reach 2026',
    '1000家 reach 2027',
    '3% reach 2026',
    '3.5% at_least 2027',
  ])
})

const NAMED: [string, string, string, string | null][] = [
  ['在甲区、乙县和丙高新区分别建设示范园3个。', '3个', '示范园', '甲区、乙县和丙高新区'],
  ['每个区县各建设服务站2个。', '2个', '服务站', '每个区县'],
  ['标准厂房面积各100万平方米。', '100万平方米', '标准厂房面积', null],
  ['引进两个500强企业。', '2个', '500强企业', null],
  ['带动就业十万户。', '10万户', '就业', null],
]
for (const [sentence, amount, subject, scope] of NAMED)
  test(`names subject and scope of ${sentence}`, () => {
    const [target] = compilePlan(goals(sentence)).targets
    assert.equal(`${target!.value}${target!.unit}`, amount)
    assert.equal(target!.subject, subject)
    if (scope) assert.equal(target!.scope, scope)
  })

test('a goal without a subject takes that of its heading or of the plan', () => {
  const subjects = (text: string) => compilePlan(text).targets.map((target) => target.subject)
  const plan = '甲市生物医药产业行动计划（2025—2027年）\n一、发展目标\n'
  assert.deepEqual(subjects(`${plan}（一）总体目标\n到2027年，达到5000亿元以上。`), ['生物医药产业'])
  const onward = `${plan}到2026年，产值达到100亿元。在此基础上，到2027年力争达到120亿元。`
  assert.deepEqual(subjects(onward), ['产值', '产值'])
  assert.deepEqual(subjects(`${plan}（一）产业规模\n到2027年，达到5000亿元以上。`), ['产业规模'])
})

const TABLES: [string, string, string[]][] = [
  [
    'years and a unit column',
    '序号 指标 单位 2023年 2024年 2027年\n1 规模以上工业增加值 亿元 1200 1300 1500\n2 研发投入 强度 % 2.1 2.3 ≥ 2.8',
    ['1500亿元 reach 2027', '2.8% at_least 2027'],
  ],
  [
    'base and target values, an attribute and units in brackets',
    '序号 指标名称 2024年基期值 2027年目标值 属性\n1 单位能耗降低（%） - [3] 约束性\n2 场景数量（个） 12 20左右 预期性\n3 软件收入增速（%） 8 年均6% 预期性\n4 覆盖率（%） 80 ≥95 约束性',
    ['3% decrease_by 2027', '20个 reach 2027', '6% increase_by 2027', '95% at_least 2027'],
  ],
  [
    'titles of groups',
    '序号 指标 单位 2024年 2027年\n一、产业规模\n1 工业总产值 亿元 500 900\n二、创新能力\n2 有效发明专利 件 1000 [2000]',
    ['900亿元 reach 2027', '2000件 reach 2027'],
  ],
  [
    'a row broken over two lines',
    '序号 指标 单位 2024年 2027年\n1 规模以上工业企业\n研发投入占比 % 2.1 ≥2.8\n2 企业数量 家 80 120',
    ['2.8% at_least 2027', '120家 reach 2027'],
  ],
]
for (const [name, text, expected] of TABLES)
  test(`reads a table parted by single blanks: ${name}`, () => assert.deepEqual(read(goals(text)), expected))

test('gives task, scope, subject, departments and the normalised pair', () => {
  const plan = compilePlan(
    '甲市产业行动计划（2025—2027年）\n二、重点任务\n（一）集聚企业。到2027年，渝西地区零部件企业达到500家，营收3亿元。\n责任单位：市经济信息委、市商务委\n',
  )
  const [firms, revenue] = plan.targets
  assert.equal(firms!.task, '（一）集聚企业')
  assert.equal(firms!.scope, '渝西地区')
  assert.match(firms!.subject, /零部件企业/)
  assert.equal(firms!.deadlineText, '到2027年')
  assert.deepEqual(revenue!.normalized, { value: 300_000_000, valueMax: null, unit: '元' })
  assert.deepEqual(plan.tasks[0]!.departments, ['市经济信息委', '市商务委'])
})

test('counts a paragraph quoted before the document once, and takes no numbers from the page around it', () => {
  const sentence = '到2027年，建成超充站2000座以上。'
  const text = `首页 浏览次数：3560次\n“${sentence}”\n甲市行动计划（2025—2027年）\n一、目标\n${sentence}\n相关阅读\n去年建成300座`
  const plan = compilePlan(text)
  assert.deepEqual(read(text), ['2000座 at_least 2027'])
  assert.ok(plan.rejected.some((item) => item.rule === 'outside-document'))
})

test('the deadline of one item is not that of the next; a note at the end holds for its paragraph', () => {
  const plan = compilePlan(
    [
      '某市行动计划（2025—2028年）',
      '一、重点任务',
      '1.建园区。到2027年，引进企业2家。',
      '2.强化金融支持。设立总规模100亿元的产业基金。',
      '3.建设起降设施。新建起降点不少于150个，实现1000米以下空域通信覆盖率达到95%。（市交通局牵头，2026年12月底前完成）',
    ].join('\n'),
  )
  assert.deepEqual(
    plan.targets.map(({ value, deadline }) => [value, deadline]),
    [
      [2, '2027-12-31'],
      [100, '2028-12-31'],
      [150, '2026-12-31'],
      [95, '2026-12-31'],
    ],
  )
})

test('prints the json form', () => {
  const { targets } = toPlanJson(compilePlan(goals('规模达到1.3万亿元。')))
  assert.deepEqual(Object.keys(targets[0]!), [
    'value',
    'valueMax',
    'unit',
    'comparator',
    'deadline',
    'task',
    'subject',
    'scope',
    'sentence',
    'normalized',
  ])
})

const CHONGQING = [
  '7000亿元',
  '1000家',
  '500家',
  '20个百分点',
  '300家',
  '150家',
  '400家',
  '80家',
  '5个',
  '50项',
  '500家',
  '3万人',
  '3个',
  '10个',
  '5家',
  '25项',
  '2000座',
  '10座',
  '50个',
  '600个',
  '2500公里',
  '20000辆',
  '2家',
  '1200亿元',
]
for (const file of ['yulian-zhiqing-2025-2027.txt', 'yulian-zhiqing-2025-2027.as-published.txt']) {
  test(`finds the 24 targets of ${file} and nothing else`, (t) => {
    const source = path.resolve(import.meta.dirname, '../../../shared/plan', file)
    if (!existsSync(source)) return t.skip(`the plan text is absent: ${source}`)
    const plan = compilePlan(readFileSync(source, 'utf8'))
    assert.deepEqual(
      plan.targets.map((target) => `${target.value}${target.unit}`),
      CHONGQING,
    )
    assert.ok(plan.targets.every((target) => target.deadline === '2027-12-31'))
    assert.equal(plan.tasks.length, 15)
    assert.equal(plan.targets[3]!.comparator, 'increase_by')
    assert.equal(plan.targets[10]!.scope, '渝西地区')
  })
}

for (const set of ['develop', 'holdout', 'second-holdout', 'cities']) {
  test(`keeps precision and recall of the ${set} fixtures at 0.95 or more`, () => {
    const scores = evaluateFolder(path.join(import.meta.dirname, 'fixtures', set)).map((item) => item.score)
    const sum = (pick: (score: (typeof scores)[number]) => number): number =>
      scores.reduce((total, score) => total + pick(score), 0)
    const found = sum((score) => score.found)
    assert.ok(found / (found + sum((score) => score.extra.length)) >= 0.95)
    assert.ok(found / (found + sum((score) => score.missing.length)) >= 0.95)
    assert.ok(sum((score) => score.comparator) / found >= 0.95)
    assert.ok(sum((score) => score.deadline) / found >= 0.95)
    for (const key of ['subject', 'scope', 'task'] as const)
      assert.ok(sum((score) => score[key].right) >= 0.95 * sum((score) => score[key].of), key)
  })
}

const piece = fc.constantFrom(
  '到2027年',
  '培育',
  '企业',
  '10',
  '家',
  '以上',
  '，',
  '。',
  '；',
  '、',
  '\n',
  '|',
  '（',
  '）',
  '《',
  '》',
  '“',
  '”',
  '亿元',
  '%',
  '-',
  '一、',
  '（一）',
  '1.',
  ' ',
  '达到',
  '分别',
  '2024年',
  '　',
  '２',
  ':',
)
const chineseText = fc
  .array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 60 })
  .map((parts) => parts.join(''))

test('never throws, and every span shows the number', () => {
  fc.assert(
    fc.property(fc.oneof(chineseText, fc.string({ maxLength: 200, unit: 'binary' })), (text) => {
      const plan = compilePlan(text)
      for (const target of plan.targets) {
        const shown = text.slice(target.span.start, target.span.end)
        assert.match(shown, /[\d０-９一二两三四五六七八九十百千万]/)
        assert.ok(
          target.sentenceSpan.start <= target.span.start && target.span.end <= target.sentenceSpan.end,
        )
        assert.equal(text.slice(target.sentenceSpan.start, target.sentenceSpan.end), target.sentence)
      }
      for (const item of plan.rejected) assert.equal(text.slice(item.span.start, item.span.end), item.text)
    }),
    { numRuns: 300 },
  )
})

test('full-width digits and blanks between words change nothing', () => {
  const plain = goals('到2027年，建成充电站2000座以上，产值达到1200亿元，占比提高到35%。')
  const wide = plain.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  const spaced = plain.replace(/(站|到|值|比)(?=\d|[^\d])/g, '$1 ')
  assert.deepEqual(read(wide), read(plain))
  assert.deepEqual(read(spaced), read(plain))
})
