import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FusionReview } from '../../../contract.ts'
import {
  currentOf,
  EMPTY_QUEUE,
  failedOf,
  hasUnsaved,
  lastDecided,
  moved,
  type Queue,
  waitingCount,
  withDecision,
  withFailure,
  withRows,
  withSaved,
  withUndone,
} from './queue.ts'

const rows = (...ids: string[]) => ids.map((id) => ({ id }) as FusionReview)
const desk = (...ids: string[]) => withRows(EMPTY_QUEUE, rows(...ids), true)
const ids = (queue: Queue) => queue.items.map(({ id }) => id)

test('a decision brings up the next pair and is not safe before the server took it', () => {
  const decided = withDecision(desk('a', 'b', 'c'), 'a', 'same')
  assert.equal(currentOf(decided)?.id, 'b')
  assert.equal(hasUnsaved(decided), true)
  assert.equal(lastDecided(decided), 'a', 'it can be taken back while it is on its way')
  const saved = withSaved(decided, 'a')
  assert.equal(hasUnsaved(saved), false)
  assert.equal(waitingCount(saved), 2)
})

test('a decision that the server did not take is kept with its reason, and can be sent again', () => {
  const failed = withFailure(withDecision(desk('a', 'b'), 'a', 'different'), 'a', 'offline')
  assert.deepEqual(
    failedOf(failed).map(({ id, verdict }) => [id, verdict.decision, verdict.error]),
    [['a', 'different', 'offline']],
  )
  assert.equal(hasUnsaved(failed), true)
  const again = withSaved(withDecision(failed, 'a', 'different'), 'a')
  assert.deepEqual(failedOf(again), [])
})

test('an undone decision stands before the person again', () => {
  const saved = withSaved(withDecision(desk('a', 'b'), 'a', 'same'), 'a')
  const undone = withUndone(saved, 'a')
  assert.equal(currentOf(undone)?.id, 'a')
  assert.equal(waitingCount(undone), 2)
  assert.equal(lastDecided(undone), undefined)
})

test('after the last pair the ones that were passed over come up', () => {
  const passed = moved(desk('a', 'b'), 1)
  const decided = withDecision(passed, 'b', 'later')
  assert.equal(currentOf(decided)?.id, 'a')
  assert.equal(currentOf(withDecision(decided, 'a', 'same')), undefined)
})

test('walking stops at both ends', () => {
  assert.equal(moved(desk('a', 'b'), -1).at, 0)
  assert.equal(moved(desk('a', 'b'), 5).at, 1)
})

test('news of the server keep the order and the place, and take off what others decided', () => {
  const at = moved(desk('a', 'b', 'c'), 1)
  const news = withRows(at, rows('d', 'c', 'b'), true)
  assert.deepEqual(ids(news), ['b', 'c', 'd'])
  assert.equal(currentOf(news)?.id, 'b')
  assert.deepEqual(ids(withRows(at, rows('d'), false)), ['a', 'b', 'c', 'd'])
})

test('a decided pair that the server no longer lists stays, to be undone', () => {
  const saved = withSaved(withDecision(desk('a', 'b'), 'a', 'same'), 'a')
  const news = withRows(saved, rows('b'), true)
  assert.deepEqual(ids(news), ['a', 'b'])
  assert.equal(lastDecided(news), 'a')
})
