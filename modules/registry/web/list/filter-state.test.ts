import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundsFit, clearFilters, countFilters, readFilters, toggled, writeFilters } from './filter-state.ts'

test('filters come from the address; what cannot be one is passed over', () => {
  const params = new URLSearchParams('district=500112,500108&parts=yes&listed=true&revenueMin=abc&x=1')
  assert.deepEqual(readFilters(params), { district: '500112,500108', listed: 'true' })
})

test('a changed filter leads back to the first page and leaves search and sorting alone', () => {
  const params = new URLSearchParams('page=4&q=电池&sort=-revenue&node=A1')
  const next = writeFilters(params, { node: '', district: '500112' })
  assert.equal(next.toString(), new URLSearchParams('q=电池&sort=-revenue&district=500112').toString())
})

test('clearing takes all filters and nothing else', () => {
  const params = new URLSearchParams('q=电池&node=A1&revenueMin=1&batch=x')
  assert.equal(clearFilters(params).toString(), new URLSearchParams('q=电池').toString())
})

test('both ends of the revenue are one filter', () => {
  assert.equal(countFilters({ revenueMin: '1', revenueMax: '2', node: 'A1' }), 2)
})

test('a facet switches its value on and off', () => {
  assert.equal(toggled(undefined, 'a'), 'a')
  assert.equal(toggled('a,b', 'a'), 'b')
  assert.equal(toggled('a', 'a'), '')
})

test('bounds the wrong way round are told', () => {
  assert.ok(boundsFit(null, 5))
  assert.ok(boundsFit(5, 5))
  assert.ok(!boundsFit(6, 5))
})
