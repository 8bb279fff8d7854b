import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  formatBytes,
  formatChange,
  formatDate,
  formatDuration,
  formatInstant,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatPoints,
  moneyParts,
  quantityParts,
} from './format.ts'

test('an unknown is called unknown, never zero', () => {
  for (const missing of [null, undefined, Number.NaN]) {
    assert.equal(formatNumber(missing, 'zh'), '未知')
    assert.equal(formatMoney(missing, 'en'), 'unknown')
    assert.equal(formatPercent(missing, 'zh'), '未知')
    assert.equal(formatPoints(missing, 'zh'), '未知')
    assert.equal(quantityParts(missing, 'fen', 'zh').number, '未知')
  }
  assert.equal(formatNumber(0, 'zh'), '0')
})

test('money is stored in fen and shown in 元, 万元 or 亿元', () => {
  assert.equal(formatMoney(12_345, 'zh'), '123.45 元')
  assert.equal(formatMoney(1_500_000, 'zh'), '1.5 万元')
  assert.equal(formatMoney(12_345_678_900, 'zh'), '1.23 亿元')
  assert.equal(formatMoney(12_345_678_900, 'zh', 'wan'), '12,345.68 万元')
  assert.equal(formatMoney(-2_000_000, 'zh'), '-2 万元')
  assert.equal(formatMoney(1_500_000, 'en'), 'CNY 15,000')
  assert.equal(formatMoney(-1_500_000, 'en'), '-CNY 15,000')
  assert.equal(formatMoney(150_000_000_000, 'en'), 'CNY 1.5 billion')
})

test('the automatic money unit keeps the number readable in both languages', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 900_000_000_000 }), fc.constantFrom('zh', 'en'), (fen, lang) => {
      const number = Number(moneyParts(fen, lang, 'auto', 6).number.replaceAll(/,|CNY /g, ''))
      assert.ok(number >= 1 && number < 1_000_000)
    }),
  )
})

test('percent, percentage points and signed changes', () => {
  assert.equal(formatPercent(0.4567, 'zh'), '45.7%')
  assert.equal(formatPercent(1, 'en', 0), '100%')
  assert.equal(formatPoints(0.02, 'zh'), '+2 个百分点')
  assert.equal(formatPoints(-0.015, 'en'), '-1.5 pp')
  assert.equal(formatChange(0, 'zh'), '0')
  assert.equal(formatChange(12, 'zh'), '+12')
})

test('instants are shown in Shanghai, civil dates stay as they are', () => {
  assert.equal(formatInstant('2026-01-31T16:00:00Z', 'zh'), '2026-02-01 00:00:00')
  assert.equal(formatDate('2026-01-31T16:00:00Z', 'zh'), '2026-02-01')
  assert.equal(formatDate('2026-01-31', 'zh'), '2026-01-31')
  assert.equal(formatDate(null, 'en'), 'unknown')
  assert.equal(formatInstant('not a date', 'zh'), '未知')
  assert.equal(formatMonth('2026-03', 'zh'), '2026年3月')
  assert.equal(formatMonth('2026-03', 'en'), '2026-03')
})

test('durations show their two largest parts', () => {
  assert.equal(formatDuration(3725, 'en'), '1 h 2 min')
  assert.equal(formatDuration(60, 'zh'), '1 分')
  assert.equal(formatDuration(0, 'zh'), '0 秒')
})

test('sizes in bytes', () => {
  assert.equal(formatBytes(0, 'en'), '0 B')
  assert.equal(formatBytes(1536, 'en'), '1.5 KB')
  assert.equal(formatBytes(300 * 1024 * 1024, 'zh'), '300 MB')
})

test('a base unit decides how a quantity reads', () => {
  assert.deepEqual(quantityParts(0.5, 'ratio', 'zh'), { number: '50%', unit: '' })
  assert.deepEqual(quantityParts(1_000, 'count', 'zh'), { number: '1,000', unit: '' })
  assert.deepEqual(quantityParts(10_000_000_000, 'fen', 'zh'), { number: '1', unit: '亿元' })
})
