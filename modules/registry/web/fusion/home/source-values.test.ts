import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_FORM, formOf, sourceOf } from './source-values.ts'

const source = {
  code: 'tax',
  nameZh: '税务名单',
  nameEn: 'Tax list',
  trust: 0.9,
  fieldTrust: { phone: 0.7 },
  anchor: false,
  records: 12,
}

test('a source comes out of its form as it went in', () => {
  const { code: _, records: __, ...sent } = source
  assert.deepEqual(sourceOf(formOf(source)), sent)
})

test('a field whose trust is emptied has none of its own any more', () => {
  assert.deepEqual(sourceOf({ ...formOf(source), fieldTrust: { phone: null } }).fieldTrust, {})
})

test('a trust of zero is kept: it is a judgement, not an absence', () => {
  assert.deepEqual(sourceOf({ ...formOf(source), fieldTrust: { name: 0 } }).fieldTrust, { name: 0 })
})

test('codes are lower-case words', () => {
  assert.ok(CODE_FORM.test('oem_a'))
  assert.ok(!CODE_FORM.test('OEM A'))
})
