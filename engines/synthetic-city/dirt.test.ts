import assert from 'node:assert/strict'
import { test } from 'node:test'
import dayjs from 'dayjs'
import { isValidUscc } from '#engines/identifiers'
import { generateCity } from './city.ts'
import { testOptions } from './test-city.ts'
import type { Fault } from './types.ts'

const city = generateCity(testOptions(1000))
const rows = [...city.dirtyRows()].flat()
const firms = [...city.enterprises()].flat()
const ledger = rows.filter((row) => row.table === 'district_ledger')
const data = ledger.filter((row) => row.kind === 'data')
const with_ = (fault: Fault) => data.filter((row) => row.truth?.faults.includes(fault))

test('each table begins with a merged title and a header, and rows are as wide as the header', () => {
  for (const table of ['district_ledger', 'association_list'] as const) {
    const own = rows.filter((row) => row.table === table)
    assert.deepEqual(
      own.slice(0, 3).map((row) => row.kind),
      ['title', 'header', 'data'],
    )
    assert.match(own[0]?.cells[0] ?? '', /模拟/)
    assert.ok(own.every((row, k) => row.cells.length === own[1]?.cells.length && row.rowNo === k + 1))
  }
})

test('the ledger holds every firm, some twice, and the truth says which', () => {
  assert.equal(new Set(data.map((row) => row.truth?.index)).size, 1000)
  assert.equal(data.length - 1000, with_('duplicate').length)
  for (const row of data) assert.equal(firms[row.truth?.index ?? -1]?.uscc, row.truth?.uscc)
})

test('every kind of fault occurs', () => {
  const faults: Fault[] = [
    'name_variant',
    'name_spaces',
    'full_width',
    'code_missing',
    'code_letter_for_digit',
    'code_transposed',
    'code_lower_case',
    'date_as_text',
    'money_as_text',
    'former_name',
    'region_as_name',
    'duplicate',
  ]
  for (const fault of faults) assert.ok(with_(fault).length > 0, fault)
})

test('a code is wrong exactly where a fault says so', () => {
  for (const row of data) {
    const code = row.cells[2] ?? ''
    const faulty = row.truth?.faults.some((fault) => fault.startsWith('code_') || fault === 'full_width')
    assert.equal(code === row.truth?.uscc, !faulty, code)
    if (row.truth?.faults.some((fault) => fault === 'code_transposed' || fault === 'code_letter_for_digit')) {
      assert.equal(isValidUscc(code), false, code)
    }
  }
})

test('Excel serial numbers lead back to the date', () => {
  const serials = with_('date_as_text').filter((row) => /^\d{5}$/.test(row.cells[4] ?? ''))
  assert.ok(serials.length > 10)
  for (const row of serials) {
    const date = dayjs('1899-12-30').add(Number(row.cells[4]), 'day').format('YYYY-MM-DD')
    assert.equal(date, firms[row.truth?.index ?? -1]?.establishedOn)
  }
})

test('without dirty: true there are no messy tables', () => {
  const clean = generateCity({ ...testOptions(1000), dirty: false })
  assert.throws(() => clean.dirtyRows(), RangeError)
})
