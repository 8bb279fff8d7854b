import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FusionRecord, GoldenValue } from '../../../contract.ts'
import { cellStateOf, filledFields, otherValues, splitFault } from './cells.ts'

const golden = (part: Partial<GoldenValue>): GoldenValue => ({
  field: 'phone',
  value: '023-67000001',
  recordId: 'r1',
  source: 'tax',
  observedOn: null,
  confidence: 0.8,
  others: [{ value: '13900000000', source: 'survey', recordId: 'r3' }],
  ...part,
})

const record = (id: string, fields: FusionRecord['fields']) => ({ id, fields }) as FusionRecord

test('a cell is the golden value, agrees with it in another spelling, says otherwise, or is empty', () => {
  assert.equal(cellStateOf(record('r1', { phone: '023-67000001' }), golden({})), 'golden')
  assert.equal(cellStateOf(record('r2', { phone: '023 6700 0001' }), golden({})), 'agrees')
  assert.equal(cellStateOf(record('r3', { phone: '13900000000' }), golden({})), 'other')
  assert.equal(cellStateOf(record('r4', { name: '甲' }), golden({})), 'none')
})

test('fields that nobody fills are left out, those that only doubtful records fill are not', () => {
  const fields = filledFields({
    golden: [
      golden({}),
      golden({ field: 'name', value: '甲有限公司' }),
      golden({ field: 'city', value: null }),
    ],
    members: [record('r1', { name: '甲有限公司', address: '一路 1 号' })],
  })
  assert.deepEqual(
    fields.map(({ field, value }) => [field, value]),
    [
      ['name', '甲有限公司'],
      ['phone', '023-67000001'],
      ['address', null],
    ],
  )
})

test('other values are told once each, the most frequent first, with all their sources', () => {
  const others = ['a:survey:1', 'b:tax:2', 'b:survey:3', 'b:tax:4'].map((text) => {
    const [value = '', source = '', recordId = ''] = text.split(':')
    return { value, source, recordId }
  })
  assert.deepEqual(otherValues({ others }), [
    { value: 'b', sources: ['tax', 'survey'], recordId: '2' },
    { value: 'a', sources: ['survey'], recordId: '1' },
  ])
})

test('some records can be taken out, none and all cannot', () => {
  assert.equal(splitFault(0, 3), 'none')
  assert.equal(splitFault(3, 3), 'all')
  assert.equal(splitFault(2, 3), undefined)
})
