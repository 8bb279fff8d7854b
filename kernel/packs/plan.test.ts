import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normaliseTarget } from './plan.ts'

test('written values in stored units', () => {
  assert.equal(normaliseTarget(7000, '亿元', 'fen'), 7e13)
  assert.equal(normaliseTarget(1.3, '万亿元', 'fen'), 1.3e14)
  assert.equal(normaliseTarget(20, '个百分点', 'ratio'), 0.2)
  assert.equal(normaliseTarget(3, '万人', 'person'), 30_000)
  assert.equal(normaliseTarget(5, '万台', 'count'), 50_000)
  assert.equal(normaliseTarget(12, '家', 'count'), 12)
  assert.equal(normaliseTarget(2500, '公里', 'km'), 2500)
})

test('a unit of another kind has no stored value', () => {
  assert.equal(normaliseTarget(5, '家', 'fen'), undefined)
  assert.equal(normaliseTarget(5, '亿元', 'km'), undefined)
})
