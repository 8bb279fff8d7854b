import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { isValidUscc, orgCheckChar, USCC_ALPHABET, usccCheckChar, usccFault } from './index.ts'

const body17 = fc
  .array(fc.constantFrom(...USCC_ALPHABET), { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(''))

test('a code with its check character holds, and any one changed character breaks it', () => {
  fc.assert(
    fc.property(body17, fc.nat(16), fc.constantFrom(...USCC_ALPHABET), (body, position, other) => {
      const code = body + usccCheckChar(body)
      assert.equal(isValidUscc(code), true)
      if (code.charAt(position) === other) return
      assert.equal(usccFault(code.slice(0, position) + other + code.slice(position + 1)), 'check')
    }),
  )
})

test('letters outside the alphabet and wrong lengths are faults of form', () => {
  assert.equal(usccFault('91500000MA5U00000O'), 'form')
  assert.equal(usccFault('9150000'), 'form')
})

test('the organisation code of the standard’s own example', () => {
  // GB 11714-1997 gives D2143569-X as its worked example.
  assert.equal(orgCheckChar('D2143569'), 'X')
})

test('check character of the worked example of GB 32100-2015', () => {
  assert.equal(usccCheckChar('91350100M000100Y4'), '3')
  assert.equal(isValidUscc('91350100M000100Y43'), true)
  assert.equal(isValidUscc('91350100M000100Y4Z'), false)
})

test('check character of an organisation code (GB 11714)', () => {
  assert.equal(orgCheckChar('M000100Y'), '4')
  assert.throws(() => orgCheckChar('M00'), RangeError)
})

test('a letter outside the alphabet is refused', () => {
  assert.throws(() => usccCheckChar('91350100M000100I4'), RangeError)
  assert.equal(isValidUscc('91350100M000100I43'), false)
})

test('every vector of the reference file agrees', (t) => {
  const file = path.resolve(import.meta.dirname, '../../../shared/data/industry/uscc_vectors.csv')
  if (!existsSync(file)) return t.skip('the reference vectors are not on this machine')
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  for (const line of lines) {
    const [code = '', valid, expected] = line.split(',')
    assert.equal(isValidUscc(code), valid === 'true', code)
    if (expected) assert.equal(usccCheckChar(code.slice(0, 17)), expected, code)
  }
})
