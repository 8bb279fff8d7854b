import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dateOf, oneEdit, oneSlip, personOf, phoneOf } from './values.ts'

test('a telephone number however it is written', () => {
  const writings = [
    '13812345678',
    '+86 13812345678',
    '0086-138-1234-5678',
    '138 1234 5678',
    '１３８１２３４５６７８',
  ]
  for (const text of writings) assert.equal(phoneOf(text), '13812345678', text)
  assert.equal(phoneOf('023-6789 0123转8001'), '2367890123')
  assert.equal(phoneOf('13812345678/13900000000'), '13812345678')
  assert.equal(phoneOf('无'), null)
  assert.equal(phoneOf('110'), null)
})

test('a founding date as far as it is said', () => {
  assert.equal(dateOf('2006/10/4'), '2006-10-04')
  assert.equal(dateOf('2006年10月'), '2006-10')
  assert.equal(dateOf('20061004'), '2006-10-04')
  assert.equal(dateOf('二〇〇六'), null)
})

test('a person with and without a title', () => {
  assert.equal(personOf(' 張 三 先生'), '张三')
  assert.equal(personOf('　'), null)
})

test('property: one character changed, added or taken away is one edit', () => {
  const digits = fc.array(fc.nat(9), { minLength: 3, maxLength: 12 }).map((all) => all.join(''))
  fc.assert(
    fc.property(digits, fc.nat(2), fc.constantFrom(...'XYZ'), (text, at, other) => {
      assert.ok(oneSlip(text, text.slice(0, at) + other + text.slice(at + 1)))
      assert.ok(oneEdit(text, text.slice(0, at) + other + text.slice(at)))
      assert.ok(oneEdit(text, text.slice(0, at) + text.slice(at + 1)))
      assert.equal(oneEdit(text, text), false)
    }),
  )
})
