import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { headingSpan, quantityIn, segmentsOf, sentenceAround } from './segments.ts'

const text = '一、目标\n到2027年，企业达到1000家、产值突破70亿元。'
const at = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length })
const sentence = at('到2027年，企业达到1000家、产值突破70亿元。')

test('two targets of one sentence share it, each with its own number', () => {
  const segments = segmentsOf(
    text,
    [
      { key: 'a', span: sentence, numberSpan: at('1000家') },
      { key: 'b', span: sentence, numberSpan: at('70亿元') },
    ],
    [{ span: at('2027年') }],
    [at('一、目标')],
  )
  assert.deepEqual(
    segments.map(({ text: part, targets, numbers, rejected, heading }) => [
      part,
      targets.join(),
      numbers.join(),
      rejected,
      heading,
    ]),
    [
      ['一、目标', '', '', -1, true],
      ['\n', '', '', -1, false],
      ['到', 'a,b', '', -1, false],
      ['2027年', 'a,b', '', 0, false],
      ['，企业达到', 'a,b', '', -1, false],
      ['1000家', 'a,b', 'a', -1, false],
      ['、产值突破', 'a,b', '', -1, false],
      ['70亿元', 'a,b', 'b', -1, false],
      ['。', 'a,b', '', -1, false],
    ],
  )
})

test('whatever the ranges, the segments add up to the source, none empty, in order', () => {
  const span = fc
    .tuple(fc.integer({ min: -3, max: 40 }), fc.integer({ min: -3, max: 40 }))
    .map(([start, end]) => ({ start, end }))
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.array(fc.tuple(span, span), { maxLength: 6 }),
      fc.array(span, { maxLength: 6 }),
      (source, targets, others) => {
        const segments = segmentsOf(
          source,
          targets.map(([a, b], index) => ({ key: String(index), span: a, numberSpan: b })),
          others.map((one) => ({ span: one })),
          others,
        )
        assert.equal(segments.map((one) => one.text).join(''), source)
        let from = 0
        for (const one of segments) {
          assert.ok(one.text.length > 0)
          assert.equal(one.start, from)
          from += one.text.length
        }
      },
    ),
  )
})

test('a selection grows to its sentence', () => {
  const found = sentenceAround(text, at('1000家'))
  assert.equal(text.slice(found.start, found.end), '到2027年，企业达到1000家、产值突破70亿元。')
})

test('the number of a selection is read with its unit', () => {
  assert.deepEqual(quantityIn('建成超充站2,000座以上'), {
    value: 2000,
    valueMax: null,
    unit: '座',
    span: { start: 5, end: 11 },
  })
  const range = quantityIn('培育2-3家龙头')
  assert.deepEqual([range?.value, range?.valueMax, range?.unit], [2, 3, '家'])
  assert.equal(quantityIn('提高20个百分点')?.unit, '个百分点')
  assert.equal(quantityIn('营收1.3万亿元')?.unit, '万亿元')
  assert.equal(quantityIn('没有数字'), null)
})

test('a heading is its number and title, not the text behind it on the same line', () => {
  const text = '（一）集聚 企业。到2027年，企业达到500家。\n下一段'
  const section = { span: { start: 0, end: text.length }, number: '（一）', title: '集聚企业' }
  const { start, end } = headingSpan(text, section)
  assert.equal(text.slice(start, end), '（一）集聚 企业')
})

test('a heading ends with its line', () => {
  const section = { span: { start: 0, end: 9 }, number: '一、', title: '总体目标与要求' }
  assert.deepEqual(headingSpan('一、目标\n文字文字', section), { start: 0, end: 4 })
})
