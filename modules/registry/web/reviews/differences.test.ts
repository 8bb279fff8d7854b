import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { likeness, nearestOf, piecesOf } from './differences.ts'

test('the one character that differs in a code is marked', () => {
  assert.deepEqual(piecesOf('91500112MA5U12345X', '91500112MA5U12346X'), [
    { text: '91500112MA5U1234', same: true },
    { text: '5', same: false },
    { text: 'X', same: true },
  ])
})

test('words added to a name are marked', () => {
  assert.deepEqual(piecesOf('重庆甲乙汽车部件有限公司', '重庆甲乙部件有限公司'), [
    { text: '重庆甲乙', same: true },
    { text: '汽车', same: false },
    { text: '部件有限公司', same: true },
  ])
})

test('a value is compared with the raw cell most like it, or with none', () => {
  const raw = ['3', '重庆甲乙部件公司', '91500112MA5U12346X']
  assert.equal(nearestOf('91500112MA5U12345X', raw), '91500112MA5U12346X')
  assert.equal(nearestOf('重庆甲乙部件有限公司', raw), '重庆甲乙部件公司')
  assert.equal(nearestOf('北碚区', raw), undefined)
})

test('the pieces put together are the text, and a text is wholly like itself', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (a, b) => {
      assert.equal(
        piecesOf(a, b)
          .map(({ text }) => text)
          .join(''),
        a,
      )
      assert.ok(likeness(a, b) >= 0 && likeness(a, b) <= 1)
      if (a !== '') assert.equal(likeness(a, a), 1)
    }),
  )
})
