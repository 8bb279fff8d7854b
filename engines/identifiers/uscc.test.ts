import assert from 'node:assert/strict'
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
