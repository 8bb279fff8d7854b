import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CompiledTargetDto } from '../../contract.ts'
import { baseOf, corrected } from './normalize.ts'

const target = {
  value: 7000,
  valueMax: null,
  unit: '亿元',
  subject: '营业收入',
  normalized: { value: 7e11, valueMax: null, unit: '元' },
} as CompiledTargetDto

test('multipliers before a unit multiply out', () => {
  assert.deepEqual(baseOf('万亿元'), { factor: 1e12, unit: '元' })
  assert.deepEqual(baseOf('个百分点'), { factor: 0.01, unit: 'ratio-point' })
  assert.deepEqual(baseOf('家'), { factor: 1, unit: '家' })
  assert.deepEqual(baseOf('万'), { factor: 1, unit: '万' })
})

test('a corrected number keeps the factor of its unit', () => {
  assert.deepEqual(corrected(target, { value: 7200 }).normalized, {
    value: 7.2e11,
    valueMax: null,
    unit: '元',
  })
})

test('a corrected unit is read anew', () => {
  assert.deepEqual(corrected(target, { unit: '万元', valueMax: 8000 }).normalized, {
    value: 7e7,
    valueMax: 8e7,
    unit: '元',
  })
})

test('a corrected name leaves the number alone', () => {
  assert.deepEqual(corrected(target, { subject: '产值' }).normalized, target.normalized)
})
