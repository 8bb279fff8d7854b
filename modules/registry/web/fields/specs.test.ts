import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enterpriseBody, replacePart } from '../../contract.ts'
import {
  changedFields,
  cleanRow,
  cleanValue,
  ENTERPRISE_FIELDS,
  PART_FIELDS,
  specOf,
  withFormerName,
} from './specs.ts'

test('what was left empty is sent as null, lists without blanks and repetitions', () => {
  const [name] = ENTERPRISE_FIELDS
  assert.equal(cleanValue(name!, '  '), null)
  assert.equal(cleanValue(name!, ' 甲 '), '甲')
  assert.deepEqual(cleanValue(specOf('enterprise', 'products')!, ['轴承', ' ', '轴承 ']), ['轴承'])
  assert.equal(cleanValue(specOf('capabilities', 'main')!, undefined), false)
  assert.equal(cleanValue(specOf('enterprise', 'uscc')!, '91500000ma5u00000x'), '91500000MA5U00000X')
})

test('only changed fields are sent, and an empty list is no change of an absent one', () => {
  const before = { name: '甲', products: undefined, established: '2020-01-01' }
  const after = { name: '甲', products: [], established: '2020-01-02' }
  assert.deepEqual(changedFields(ENTERPRISE_FIELDS, before, after), { established: '2020-01-02' })
})

test('every field of the form is one of the contract', () => {
  const known = new Set(Object.keys(enterpriseBody.shape))
  assert.deepEqual(
    ENTERPRISE_FIELDS.map(({ name }) => name).filter((name) => !known.has(name)),
    [],
  )
  assert.deepEqual(
    [...known].filter((name) => !specOf('enterprise', name)),
    [],
  )
})

test('a cleaned row of every part is one that the contract takes', () => {
  const rows = {
    sites: { name: '一厂', kind: 'factory' },
    capabilities: { node: 'A1', certificates: ['IATF 16949'], utilisation: 0.8 },
    qualifications: { kind: 'srdi', validUntil: '2027-06-30' },
    yearly: { year: 2025, revenue: 100_00 },
    contacts: { name: '测试', email: '' },
    relations: { kind: 'supplies', direction: 'out', otherName: '甲', share: 0.3 },
  } as const
  for (const [part, row] of Object.entries(rows)) {
    const cleaned = cleanRow(PART_FIELDS[part as keyof typeof rows], row)
    const parsed = replacePart.body!.safeParse({ part, version: 1, rows: [cleaned] })
    assert.ok(parsed.success, `${part}: ${parsed.error?.message}`)
  }
})

test('a changed name stays as a former name, an unchanged one adds nothing', () => {
  assert.deepEqual(withFormerName('甲', '乙', ['丙']), ['丙', '甲'])
  assert.deepEqual(withFormerName('甲', undefined, ['丙']), ['丙'])
  assert.deepEqual(withFormerName('甲', '乙', ['甲']), ['甲'])
})
