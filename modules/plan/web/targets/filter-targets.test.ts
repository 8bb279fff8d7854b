import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TargetGlance } from '../../contract.ts'
import { filterTargets, moduleOf } from './filter-targets.ts'

const of = (code: string, more: Partial<TargetGlance>) =>
  ({
    code,
    nameZh: '超充站',
    nameEn: 'Super-charging stations',
    scope: null,
    state: 'red',
    taskNumber: 11,
    live: false,
    indicator: null,
    ...more,
  }) as TargetGlance

const targets = [
  of('T17', {}),
  of('T02', {
    nameZh: '零部件企业数',
    nameEn: 'Parts enterprises',
    live: true,
    indicator: 'registry.parts',
    state: 'green',
  }),
  of('T03', { taskNumber: null, scope: '渝西地区' }),
]
const codes = (filter: Parameters<typeof filterTargets>[1]) =>
  filterTargets(targets, filter).map(({ code }) => code)

test('words are looked for in both languages, in code and in scope', () => {
  assert.deepEqual(codes({ q: 'super charging' }), ['T17', 'T03'])
  assert.deepEqual(codes({ q: '零部件' }), ['T02'])
  assert.deepEqual(codes({ q: 't17' }), ['T17'])
  assert.deepEqual(codes({ q: '渝西' }), ['T03'])
})

test('conditions narrow together', () => {
  assert.deepEqual(codes({ state: 'red', task: '11' }), ['T17'])
  assert.deepEqual(codes({ task: 'none' }), ['T03'])
  assert.deepEqual(codes({ module: 'registry' }), ['T02'])
  assert.deepEqual(codes({ module: 'manual', state: 'green' }), [])
})

test('a bound indicator that is entered by people counts as manual', () => {
  assert.equal(moduleOf({ indicator: 'manual', live: false }), 'manual')
  assert.equal(moduleOf({ indicator: 'registry.parts_revenue', live: true }), 'registry')
})
