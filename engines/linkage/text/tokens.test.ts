import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { amountOf, gramTokens, numberedTokens, wordTokens } from './tokens.ts'

test('a code in parts is given as one, too', () => {
  assert.deepEqual(wordTokens('Kenwood KDC-C669'), ['kenwood', 'kdc', 'c669', 'kdcc669'])
  assert.deepEqual(numberedTokens('Kenwood KDC-C669'), ['c669', 'kdcc669'])
})

test('accents, case, full width and character entities do not matter', () => {
  assert.deepEqual(wordTokens('Émile &mdash; ＡＢＣ１２'), ['emile', 'abc12'])
})

test('decimals stay whole, the full stop of a sentence goes', () => {
  assert.deepEqual(wordTokens('v8.2 is out.'), ['v8.2', 'is', 'out'])
})

test('Chinese is cut into overlapping pairs', () => {
  assert.deepEqual(wordTokens('电驱桥 A1'), ['电驱', '驱桥', 'a1'])
})

test('grams mark the ends of words', () => {
  assert.deepEqual(gramTokens('ab-c'), [' ab', 'ab ', 'b c', ' c '])
  assert.deepEqual(gramTokens(' - '), [])
})

test('amounts are read through currency and separators; nothing is not zero', () => {
  assert.equal(amountOf('¥ 1,299.50'), 1299.5)
  assert.ok(Number.isNaN(amountOf('on request')))
  assert.ok(Number.isNaN(amountOf('0.0')))
})

test('tokens hold letters, digits and inner points only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const token of wordTokens(text)) assert.match(token, /^[\p{L}\p{N}.]+$/u)
    }),
  )
})
