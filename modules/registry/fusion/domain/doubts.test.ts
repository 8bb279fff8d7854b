import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DoubtContext, doubtsOf } from './doubts.ts'

/** A context of five records; pairs as `[left, right, weight]`. */
function context(
  entity: number[],
  pairs: [number, number, number][],
  more: Partial<Omit<DoubtContext, 'entity' | 'pairs'>> = {},
): DoubtContext {
  return {
    entity: Int32Array.from(entity),
    pairs: {
      left: Int32Array.from(pairs, ([left]) => left),
      right: Int32Array.from(pairs, ([, right]) => right),
      weight: Float32Array.from(pairs, ([, , weight]) => weight),
    },
    code: entity.map(() => undefined),
    anchor: entity.map(() => false),
    loadedAt: entity.map(() => 0),
    decided: [],
    ...more,
  }
}

const told = (given: DoubtContext) =>
  doubtsOf(given).map(({ left, right, reason, gain }) => [left, right, reason, Math.round(gain * 100) / 100])

test('near the border the nearest pair of two entities is asked, once, by what it would mend', () => {
  const doubts = told(
    context(
      [0, 0, 1, 1, 2],
      [
        [0, 1, 9],
        [2, 3, 9],
        [0, 2, -1],
        [1, 3, 0],
        [3, 4, -5],
      ],
    ),
  )
  assert.deepEqual(doubts, [[1, 3, 'border', 2]], 'half of 2 × 2 pairs')
})

test('a record that hangs on its entity by a weak link is asked; the strongly linked are not', () => {
  const doubts = told(
    context(
      [0, 0, 0],
      [
        [0, 1, 12],
        [1, 2, 1],
        [0, 2, -2],
      ],
    ),
  )
  assert.deepEqual(doubts, [[1, 2, 'weakLink', 0.67]])
})

test('the same valid code is certain whatever the other fields say', () => {
  const code = ['C1', 'C1']
  assert.deepEqual(told(context([0, 0], [[0, 1, -3]], { code })), [])
})

test('different valid codes: asked only where all else is the same, and then late', () => {
  const code = ['C1', 'C2']
  assert.deepEqual(told(context([0, 1], [[0, 1, 2]], { code })), [])
  assert.deepEqual(told(context([0, 1], [[0, 1, 12]], { code })), [[0, 1, 'codesDiffer', 0.05]])
})

test('what is decided is not asked again', () => {
  const decided = [{ left: 0, right: 1, same: false, at: 5 }]
  assert.deepEqual(told(context([0, 1], [[0, 1, 0]], { decided })), [])
})

test('a confirmed pair is asked again when a register record loaded later tells it apart', () => {
  const decided = [{ left: 0, right: 1, same: true, at: 100 }]
  const given = (loadedAt: number) =>
    context([0, 0, 1], [[0, 2, 12]], {
      decided,
      code: [undefined, 'C1', 'C2'],
      anchor: [false, false, true],
      loadedAt: [0, 0, loadedAt],
    })
  const asked = told(given(200)).filter(([, , reason]) => reason === 'contradicted')
  assert.deepEqual(asked, [[0, 1, 'contradicted', 1]])
  assert.ok(!told(given(50)).some(([, , reason]) => reason === 'contradicted'), 'known when it was confirmed')
})

test('a record that two firms claim is asked by the strength of their claims, not by the size of the firms', () => {
  const code = ['C1', 'C1', undefined, 'C2', 'C2']
  const claims = (other: number) =>
    told(
      context(
        [0, 0, 0, 1, 1],
        [
          [0, 2, 5],
          [2, 3, other],
          [0, 3, 12],
        ],
        { code },
      ),
    )
  assert.deepEqual(claims(5), [
    [2, 3, 'border', 2],
    [0, 3, 'codesDiffer', 0.3],
  ])
  assert.deepEqual(claims(0), [[0, 3, 'codesDiffer', 0.3]], 'its own firm is 32 times as likely')
})
