import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { CliError } from '../errors.ts'
import { type ChainImportOptions, chainImport } from './chain-import.ts'

const good: ChainImportOptions = {
  table: 'supply',
  sourceKind: 'survey',
  source: '摸底',
  observed: '2026-10-01',
}

test('a wrong option is refused before anything is opened, by its name and what it may be', async () => {
  const wrong: [Partial<ChainImportOptions>, RegExp][] = [
    [{ table: 'firms' }, /--table.*supply/],
    [{ sourceKind: 'rumour' }, /--source-kind.*contract/],
    [{ source: ' ' }, /--source/],
    [{ observed: '1.10.2026' }, /--observed/],
  ]
  for (const [options, told] of wrong)
    await assert.rejects(chainImport('nothing.csv', { ...good, ...options }), (error) => {
      assert.ok(error instanceof CliError)
      assert.match(error.message, told)
      return true
    })
})

test('good rows go in, faulty ones are told by the exit code and the marked workbook', {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-cli-'))
  const before = process.env.ZHIQING_DATA_DIR
  const write = process.stdout.write
  let said = ''
  try {
    process.env.ZHIQING_DATA_DIR = join(folder, 'data')
    process.stdout.write = ((text: string) => {
      said += text
      return true
    }) as typeof process.stdout.write
    const file = join(folder, 'supply.csv')
    writeFileSync(file, '供应商,客户,金额（万元）\n甲公司,乙公司,12\n甲公司,丙公司,-1\n')
    assert.equal(await chainImport(file, { ...good, json: true }), 6)
    // The test runner writes to the same output.
    const told = JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1))
    assert.deepEqual([told.state, told.created, told.faulty], ['committed', 1, 1])
    assert.deepEqual([told.faults[0].row, told.faults[0].value, told.notes.length], [3, '-1', 2])
  } finally {
    process.stdout.write = write
    if (before === undefined) delete process.env.ZHIQING_DATA_DIR
    else process.env.ZHIQING_DATA_DIR = before
    rmSync(folder, { recursive: true, force: true })
  }
})
