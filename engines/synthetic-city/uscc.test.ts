import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isValidUscc, orgCheckChar } from '#engines/identifiers'
import { SYNTHETIC_PREFIX, syntheticUscc } from './uscc.ts'

test('synthetic codes are valid in both checks, and begin as no real code does', () => {
  for (let i = 0; i < 1_000_000; i += 997) {
    const code = syntheticUscc(12, i, '500120')
    assert.ok(isValidUscc(code), code)
    assert.ok(code.startsWith(`${SYNTHETIC_PREFIX}500120XN`))
    assert.equal(orgCheckChar(code.slice(8, 16)), code.charAt(16))
  }
})
