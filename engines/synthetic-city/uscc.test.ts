import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { isValidUscc, orgCheckChar, SYNTHETIC_PREFIX, syntheticUscc, usccCheckChar } from './uscc.ts'

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

test('synthetic codes are valid in both checks, and begin as no real code does', () => {
  for (let i = 0; i < 1_000_000; i += 997) {
    const code = syntheticUscc(12, i, '500120')
    assert.ok(isValidUscc(code), code)
    assert.ok(code.startsWith(`${SYNTHETIC_PREFIX}500120XN`))
    assert.equal(orgCheckChar(code.slice(8, 16)), code.charAt(16))
  }
})
