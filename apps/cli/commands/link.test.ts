import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { usccCheckChar } from '#engines/identifiers'
import { CliError } from '../errors.ts'
import { linkFile } from './link.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhiqing-link-'))
const at = (name: string) => join(folder, name)
const code = (n: number) => {
  const body = `91500112MA${n.toString().padStart(7, '0')}`
  return body + usccCheckChar(body)
}

after(() => rmSync(folder, { recursive: true, force: true }))

/** Links a file and reads the entity of each record. */
async function linked(content: string): Promise<Map<string, string>> {
  writeFileSync(at('records.csv'), content)
  await linkFile({ input: at('records.csv'), output: at('clusters.csv'), force: true })
  const [header, ...lines] = readFileSync(at('clusters.csv'), 'utf8').trimEnd().split('\n')
  assert.equal(header, 'record_id,entity_id')
  return new Map(lines.map((line) => line.split(',') as [string, string]))
}

test('every record gets an entity, in the order of the file; one code is one enterprise, two codes are two', async () => {
  const entities = await linked(
    [
      'record_id,source,name,uscc,legal_rep,phone,address,city,established',
      `b,registry,重庆安力电驱有限公司,${code(1)},王一,,重庆市渝北区金山路1号,重庆,2015-03-02`,
      `a,tax,重庆安力电驱有限责任公司,${code(1)},王一,,,,`,
      `c,registry,重庆博美电池有限公司,${code(2)},李二,,,重庆,`,
      'd,oem_a,,,,,,,',
    ].join('\n'),
  )
  assert.deepEqual([...entities.keys()], ['b', 'a', 'c', 'd'])
  assert.equal(entities.get('a'), entities.get('b'))
  assert.equal(new Set(entities.values()).size, 3)
})

test('Chinese headers and a file without sources do as well', async () => {
  const entities = await linked(
    `记录编号,企业名称,统一社会信用代码\n1,甲公司,${code(3)}\n2,乙公司,${code(3)}`,
  )
  assert.equal(entities.get('1'), entities.get('2'))
})

test('a record number that is missing or there twice is told by its row', async () => {
  const refused = (row: RegExp) => (error: unknown) =>
    error instanceof CliError && row.test(error.zh) && error.exit === 2
  await assert.rejects(linked('name,uscc\n甲公司,1'), refused(/record_id/))
  await assert.rejects(linked('record_id,name\n1,甲公司\n,乙公司'), refused(/第 3 行/))
  await assert.rejects(linked('record_id,name\n1,甲公司\n1,乙公司'), refused(/第 3 行.*第 2 行/))
})

test('a file that is there is not replaced unasked', async () => {
  writeFileSync(at('kept.csv'), 'kept')
  await assert.rejects(linkFile({ input: at('kept.csv'), output: at('kept.csv') }), CliError)
  assert.equal(readFileSync(at('kept.csv'), 'utf8'), 'kept')
})
