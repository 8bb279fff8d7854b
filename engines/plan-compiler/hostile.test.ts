import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compilePlan } from './compile.ts'
import { paragraphs } from './layout.ts'
import { canonicalize } from './normalize.ts'

/** Processor time of compiling, in milliseconds; other processes of a busy machine do not count. */
function cost(text: string): number {
  const before = process.cpuUsage()
  compilePlan(text)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const PATTERNS: Record<string, string> = {
  'figures without an end': '10家、',
  'unclosed brackets': '（10家',
  'closing brackets only': '10家）',
  'unclosed quotes': '“10家',
  'unclosed titles': '《10家',
  'no punctuation': '培育企业10家达到',
  'years and figures in one line': '到2027年，产值达到10亿元，',
  respectively: '分别达到10%、20%',
  'headings of one level': '1.培育10家企业。\n',
  'headings of three levels': '一、甲\n（一）乙\n1.丙\n',
  'lines of a PDF without a full stop': `${'到2027年建成超充站2000座和企业100家'.repeat(2)}\n`,
  'table rows': '产值|亿元|10|20\n',
  'letters and digits': 'A1b2',
  digits: '1',
  blanks: '1 ',
}

for (const [name, pattern] of Object.entries(PATTERNS)) {
  test(`takes four times as long for four times as much: ${name}`, () => {
    const size = 16_000
    const text = (length: number): string => pattern.repeat(Math.ceil(length / pattern.length))
    compilePlan(text(size / 4))
    // Quadratic work would take sixteen times as long; the best of four tries leaves out pauses of the garbage collector.
    let best = Number.POSITIVE_INFINITY
    for (let attempt = 0; attempt < 4 && best > 8; attempt++)
      best = Math.min(best, cost(text(4 * size)) / Math.max(4, cost(text(size))))
    assert.ok(best <= 10, `four times the text took ${best.toFixed(1)} times as long`)
  })
}

test('finds a target at the end of a single line of 10 MB', () => {
  const line = `${'甲乙丙丁戊己庚辛壬癸'.repeat(333_000)}。到2027年，建成超充站2000座以上。`
  const { targets } = compilePlan(line)
  assert.deepEqual(
    targets.map((target) => `${target.value}${target.unit} ${target.deadline}`),
    ['2000座 2027-12-31'],
  )
})

test('reads a plan that lost its line ends', () => {
  const filler = '完善工作机制，优化产业生态，强化要素保障。'.repeat(30)
  const plan = compilePlan(
    `甲市产业行动计划（2025—2027年）\n一、发展目标到2027年，企业达到100家。${filler}二、重点任务${filler}（一）强化支撑。建成平台5个。${filler}（二）拓展应用。打造场景30个。`,
  )
  assert.deepEqual(
    plan.targets.map((target) => `${target.value}${target.unit} ${target.task}`),
    ['100家 一、发展目标到2027年', '5个 （一）强化支撑', '30个 （二）拓展应用'],
  )
})

test('no paragraph grows without bound, and none loses a character', () => {
  const piece = fc.constantFrom(
    '。',
    '，',
    '\n',
    '一、',
    '（一）',
    '培育企业10家',
    '甲'.repeat(700),
    '1 ',
    '|',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
      const { text } = canonicalize(parts.join(''))
      const list = paragraphs(text)
      for (const paragraph of list) {
        assert.ok(paragraph.text.length <= 10_000)
        assert.equal(paragraph.at.length, paragraph.text.length)
        assert.equal(paragraph.at.map((position) => text[position]).join(''), paragraph.text)
      }
      const kept = new Set(list.flatMap((paragraph) => paragraph.at))
      const lost = [...text].filter((char, index) => char !== '\n' && !kept.has(index)).join('')
      assert.match(lost, /^[\d-]*$/, 'only page numbers are left out')
    }),
    { numRuns: 100 },
  )
})
