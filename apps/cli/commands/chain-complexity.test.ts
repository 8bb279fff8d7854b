import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { CliError } from '../errors.ts'
import { chainComplexity } from './chain-complexity.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhiqing-complexity-'))
const at = (name: string) => join(folder, name)
after(() => rmSync(folder, { recursive: true, force: true }))

type Shape = Record<string, Record<string, number | null>>

async function computed(content: string, options: { year?: string; fitness?: boolean } = {}) {
  writeFileSync(at('trade.csv'), content)
  await chainComplexity({
    trade: at('trade.csv'),
    output: at('result.json'),
    force: true,
    json: false,
    ...options,
  })
  return JSON.parse(readFileSync(at('result.json'), 'utf8')) as Shape & Record<string, Shape>
}

const ROWS = [
  '渝北区,A101,5',
  '渝北区,A102,4',
  '巴南区,A102,3',
  '巴南区,A103,8',
  '江北区,A101,9',
  '江北区,A103,1',
  '江北区,A102,2',
]

test('Chinese headers, no year: the result stands flat, a missing pair is zero', async () => {
  const found = await computed(['区域,环节,数值', ...ROWS].join('\n'), { fitness: true })
  assert.deepEqual(Object.keys(found.eci!).sort(), ['巴南区', '江北区', '渝北区'].sort())
  assert.equal((found.rca!.渝北区 as unknown as Record<string, number>).A103, 0)
  assert.ok(Math.abs(Object.values(found.eci!).reduce<number>((sum, value) => sum + value!, 0)) < 1e-12)
  assert.ok('region' in found.fitness!)
})

test('several years stand each under its own key; one is picked with --year', async () => {
  const content = [
    'year,origin,hs92,export_val',
    ...ROWS.map((row) => `2023,${row}`),
    ...ROWS.map((row) => `2024,${row}`),
  ]
  const both = await computed(content.join('\n'))
  assert.deepEqual(Object.keys(both), ['2023', '2024'])
  assert.deepEqual(both['2023'], both['2024'])
  const one = await computed(content.join('\n'), { year: '2024' })
  assert.deepEqual(one.eci, both['2024']!.eci)
})

test('faults name row, column, value and rule in both languages', async () => {
  const refused = (zh: RegExp, en: RegExp) => (error: unknown) =>
    error instanceof CliError && zh.test(error.zh) && en.test(error.en) && error.exit === 2
  const head = 'region,node,value'
  await assert.rejects(
    computed(`${head}\na,1,5\nb,1,-3`),
    refused(/第 3 行「value」“-3”/, /row 3, value "-3"/),
  )
  await assert.rejects(computed(`${head}\na,1,\nb,1,3`), refused(/第 2 行/, /row 2/))
  await assert.rejects(computed(`${head}\n,1,5`), refused(/「region」为空/, /region is empty/))
  await assert.rejects(computed(`${head}\na,1,5\na,1,6`), refused(/第 3 行与第 2 行/, /row 3 .* row 2/))
  await assert.rejects(computed('region,value\na,1'), refused(/缺少列/, /lacks the columns: node/))
  await assert.rejects(computed(`year,${head}\n2020,a,1,5`, { year: '2021' }), refused(/2021/, /2021/))
})

test('a table for a spreadsheet has a line for each region and node', async () => {
  writeFileSync(at('trade.csv'), ['region,node,value', ...ROWS].join('\n'))
  await chainComplexity({ trade: at('trade.csv'), output: at('result.csv'), json: false })
  const lines = readFileSync(at('result.csv'), 'utf8').trim().split('\n')
  assert.equal(lines.length, 10)
  assert.match(lines[0]!, /^year,region,node,rca,density,cog,eci/)
})

test('the output of the Stata program comes out', async (t) => {
  const shared = resolve(import.meta.dirname, '../../../../shared/data/industry/ec_stata_1995')
  if (!existsSync(shared))
    return t.skip('the reference output of the Stata program is not beside the repository')
  const found = await computed(readFileSync(`${shared}/trade_1995.csv`, 'utf8'))
  const wanted = JSON.parse(readFileSync(`${shared}/stata_expected_1995.json`, 'utf8')) as Shape
  for (const key of ['eci', 'coi', 'pci', 'diversity', 'ubiquity'])
    for (const [name, value] of Object.entries(wanted[key]!))
      assert.ok(Math.abs(found[key]![name]! - value!) < 1e-12, `${key} ${name}`)
  for (const key of ['density', 'cog'])
    for (const [name, value] of Object.entries(wanted[`${key}_aut`]!))
      assert.ok(
        Math.abs((found[key]!.aut as unknown as Record<string, number>)[name]! - value!) < 1e-12,
        `${key} ${name}`,
      )
})
