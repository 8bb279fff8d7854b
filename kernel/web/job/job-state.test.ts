import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasEnded, parseJob, percentOf } from './job-state.ts'

test('a running job never shows 100 percent, a finished one always does', () => {
  assert.equal(percentOf({ state: 'running', done: 1000, total: 1000 }), 99)
  assert.equal(percentOf({ state: 'running', done: 1, total: 3 }), 33)
  assert.equal(percentOf({ state: 'done', done: 7, total: null }), 100)
})

test('without a total there is no percentage', () => {
  assert.equal(percentOf({ state: 'running', done: 500, total: null }), undefined)
  assert.equal(percentOf({ state: 'running', done: 0, total: 0 }), undefined)
})

test('done, failed and cancelled jobs have ended', () => {
  assert.deepEqual(
    (['waiting', 'running', 'done', 'failed', 'cancelled'] as const).map((state) => hasEnded({ state })),
    [false, false, true, true, true],
  )
})

test('an event that is not a job is passed over', () => {
  assert.equal(parseJob('{"id":"1"}'), undefined)
  assert.equal(parseJob('ping'), undefined)
  assert.equal(parseJob('null'), undefined)
  const job = {
    id: '1',
    name: 'registry.import',
    titles: { zh: '导入企业', en: 'Import enterprises' },
    state: 'running',
    done: 3,
    total: null,
    note: null,
    params: {},
    result: null,
    error: null,
    createdAt: '2026-11-20T03:04:05Z',
    startedAt: null,
    endedAt: null,
    createdBy: null,
  }
  assert.equal(parseJob(JSON.stringify(job))?.done, 3)
})
