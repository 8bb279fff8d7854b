import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nearestAcross } from './nearest.ts'
import { wordTokens } from './tokens.ts'
import { containment, cosine, isEmpty, vectorise } from './vectors.ts'

const titles = ['brake disc 320', 'brake disc 320 front', 'brake pad', 'wheel bolt', null]

test('rare words weigh more than common ones', () => {
  const vectors = vectorise(titles, wordTokens)
  assert.ok(cosine(vectors, 0, 1) > cosine(vectors, 0, 2))
  assert.equal(cosine(vectors, 0, 3), 0)
})

test('what a shorter text says is found in the longer one, not the other way round', () => {
  const vectors = vectorise(titles, wordTokens)
  assert.ok(Math.abs(containment(vectors, 0, 1) - 1) < 1e-12)
  assert.ok(containment(vectors, 1, 0) < 1)
})

test('an absent text is an empty row, like nothing', () => {
  const vectors = vectorise(titles, wordTokens)
  assert.ok(isEmpty(vectors, 4))
  assert.equal(cosine(vectors, 4, 4), 0)
})

test('the cosine is symmetrical, within 0 and 1, and 1 with itself', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd1', 'e2', 'f')
  fc.assert(
    fc.property(
      fc.array(
        fc.array(word, { minLength: 1 }).map((words) => words.join(' ')),
        { minLength: 2 },
      ),
      (texts) => {
        const vectors = vectorise(texts, wordTokens)
        const value = cosine(vectors, 0, 1)
        assert.equal(value, cosine(vectors, 1, 0))
        assert.ok(value >= 0 && value <= 1 + 1e-12)
        assert.ok(Math.abs(cosine(vectors, 0, 0) - 1) < 1e-12)
      },
    ),
  )
})

test('the nearest rows of the other side are candidates, rows of one side never', () => {
  const vectors = vectorise(titles, wordTokens)
  const { left, right } = nearestAcross([vectors], Uint8Array.of(0, 1, 1, 0, 1), { neighbours: 1 })
  assert.deepEqual([...left], [0, 0])
  assert.deepEqual([...right], [1, 2])
})

test('with all neighbours kept, the candidates are the pairs that share a word', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd1', 'e2', 'f')
  const text = fc.array(word, { maxLength: 3 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.integer({ min: 0, max: 1 })), { minLength: 1 }), (rows) => {
      const texts = rows.map(([words]) => words)
      const sides = Uint8Array.from(rows, ([, side]) => side)
      const { left, right } = nearestAcross([vectorise(texts, wordTokens)], sides, { neighbours: 1000 })
      const found = new Set(Array.from(left, (row, at) => `${row} ${right[at]}`))
      const expected = new Set<string>()
      for (const [a, x] of texts.entries()) {
        for (const [b, y] of texts.entries()) {
          const shared = wordTokens(x).some((token) => wordTokens(y).includes(token))
          if (sides[a] === 0 && sides[b] === 1 && shared) expected.add(`${a} ${b}`)
        }
      }
      assert.deepEqual(found, expected)
      assert.equal(found.size, left.length)
    }),
  )
})
