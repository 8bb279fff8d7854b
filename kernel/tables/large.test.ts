import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { bookOf, tempFolder } from './fixtures.ts'
import { writeWithPicture } from './fixtures-large.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { openTable } from './open.ts'

const ROWS = 60_000
const MIB = 2 ** 20

test('a workbook of 300 MB is read row by row, its pictures never unpacked; one byte more is refused', async (t) => {
  const path = join(tempFolder(t), 'large.xlsx')
  const rows = Array.from(
    { length: ROWS },
    (_, i) =>
      `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>重庆第${i}号零部件有限公司</t></is></c><c r="B${i + 1}"><v>${i}</v></c></row>`,
  ).join('')
  const book = bookOf({ rows })
  const picture = DEFAULT_LIMITS.maxBytes - book.length - 200
  writeWithPicture(path, book, picture)
  assert.ok(statSync(path).size > 299 * MIB && statSync(path).size <= DEFAULT_LIMITS.maxBytes)
  const counted = execFileSync(
    process.execPath,
    [join(import.meta.dirname, 'fixtures-large.ts'), 'count', path],
    { encoding: 'utf8' },
  )
  const { rows: read, peakMb } = JSON.parse(counted) as { rows: number; peakMb: number }
  t.diagnostic(`peak memory ${Math.round(peakMb)} MB`)
  assert.equal(read, ROWS)
  assert.ok(peakMb < 300, `${peakMb} MB: less than the file itself`)

  writeWithPicture(path, book, picture + 201)
  await assert.rejects(openTable({ path }), { code: 'tables.tooLarge' })
})
