import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { endpoint } from '../../contract/index.ts'
import {
  isNarrowed,
  narrowed,
  onlyKnown,
  queryOf,
  readTableState,
  type TableState,
  writeTableState,
} from './table-state.ts'

const defaults = { size: 20, filterKeys: ['district', 'stage'] }

test('the address carries only what differs from the defaults', () => {
  const state: TableState = { page: 1, size: 20, filters: {}, sort: '-revenue', q: '电机' }
  const params = writeTableState(new URLSearchParams('tab=list'), state, defaults)
  assert.equal(
    params.toString(),
    new URLSearchParams({ tab: 'list', sort: '-revenue', q: '电机' }).toString(),
  )
})

test('a malformed address falls back to the defaults', () => {
  const params = new URLSearchParams('page=-1&size=9999&sort=name;drop&other=1')
  assert.deepEqual(readTableState(params, defaults), {
    page: 1,
    size: 20,
    sort: undefined,
    q: undefined,
    filters: {},
  })
})

test('what is written is read back', () => {
  const text = fc
    .string({ minLength: 1, maxLength: 20 })
    .filter((value) => value.trim() === value && value !== '')
  const state = fc.record(
    {
      page: fc.integer({ min: 1, max: 1_000_000 }),
      size: fc.integer({ min: 1, max: 500 }),
      sort: fc.constantFrom(undefined, 'name', '-revenue'),
      q: fc.option(text, { nil: undefined }),
      filters: fc.dictionary(fc.constantFrom('district', 'stage'), text, { noNullPrototype: true }),
    },
    { noNullPrototype: true },
  )
  fc.assert(
    fc.property(state, fc.constantFrom('', 'evidence.'), (of, prefix) => {
      const params = writeTableState(new URLSearchParams('keep=1'), of, { ...defaults, prefix })
      assert.equal(params.get('keep'), '1')
      assert.deepEqual(readTableState(new URLSearchParams(params.toString()), { ...defaults, prefix }), of)
    }),
  )
})

test('narrowing goes back to the first page', () => {
  const state: TableState = { page: 7, size: 20, filters: {} }
  assert.equal(isNarrowed(state), false)
  const next = narrowed(state, { filters: { district: '500112' } })
  assert.equal(next.page, 1)
  assert.equal(isNarrowed(next), true)
})

test('an export asks for the same rows, all pages of them', () => {
  const state: TableState = { page: 3, size: 50, sort: 'name', filters: { stage: 'mass' } }
  assert.deepEqual(queryOf(state, { node: 'N1' }, true), {
    page: 3,
    size: 50,
    sort: 'name',
    q: undefined,
    stage: 'mass',
    node: 'N1',
  })
  assert.equal('page' in queryOf(state, {}, false), false)
})

test('an export is asked only for what it takes', () => {
  const plain = endpoint({
    method: 'GET',
    path: '/api/trial/export',
    summary: { zh: '试', en: 'Trial' },
    access: 'signedIn',
    query: z.object({ district: z.string().optional() }),
    reply: z.unknown(),
  })
  assert.deepEqual(onlyKnown(plain, { district: '500112', sort: '-name' }), { district: '500112' })
  assert.deepEqual(onlyKnown({ ...plain, query: undefined }, { sort: 'name' }), {})
})
