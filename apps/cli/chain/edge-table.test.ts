import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { CliError } from '../errors.ts'
import { readEdges, readNodes } from './edge-table.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhiqing-edges-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const SECTOR = [{ key: 'sector', aliases: ['行业'] }]
const refusal = (en: RegExp, zh: RegExp) => (error: CliError) => en.test(error.en) && zh.test(error.zh)

test('relations make their own nodes, in the order of first mention', async () => {
  const path = file('a.csv', '"supplier","buyer","amount"\n乙,甲,2.5\n甲,甲,1\n乙,甲,3\n')
  const { ids, from, to, amount } = await readEdges(path, { number: 'amount' })
  assert.deepEqual(ids, ['乙', '甲'])
  assert.deepEqual(
    [[...from], [...to], [...amount]],
    [
      [0, 1, 0],
      [1, 1, 1],
      [2.5, 1, 3],
    ],
  )
})

test('columns may stand in any order and have Chinese names', async () => {
  const nodes = await readNodes(file('n.csv', '行业,编号\nA,1\nB,2\n'), SECTOR)
  assert.deepEqual(nodes.columns.sector, ['A', 'B'])
  const edges = await readEdges(file('b.csv', '金额,采购方,供应商\n7,2,1\n'), { number: 'amount', nodes })
  assert.deepEqual([edges.from[0], edges.to[0], edges.amount[0]], [0, 1, 7])
})

test('bad relations are told with row, column, value and rule in both languages', async () => {
  const nodes = await readNodes(file('n2.csv', 'id,sector\n1,A\n2,B\n'), SECTOR)
  const edges = file('c.csv', 'supplier,buyer,amount\n1,2,-3\n1,9,4\n1,2,\n1,2,十\n')
  await assert.rejects(
    readEdges(edges, { number: 'amount', nodes }),
    refusal(
      /4 faults: row 2, amount "-3".*row 3, buyer "9": is not in.*row 4, amount "".*row 5, amount "十"/,
      /4 处错误：第 2 行「amount」“-3”/,
    ),
  )
})

test('two units are not added up', async () => {
  const edges = file('d.csv', 'supplier,buyer,qty,unit\n1,2,3,kg\n2,1,4,件\n')
  await assert.rejects(readEdges(edges, { number: 'qty' }), refusal(/row 3, unit "件"/, /不能相加/))
})

test('a missing column, a repeated id and an empty file are refused', async () => {
  await assert.rejects(readEdges(file('e.csv', 'supplier,amount\n1,2\n'), { number: 'amount' }), {
    message: /lacks the columns: buyer/,
  })
  await assert.rejects(readNodes(file('f.csv', 'id,sector\n1,A\n1,B\n'), SECTOR), {
    message: /row 3, id "1"/,
  })
  await assert.rejects(readNodes(file('g.csv', ''), SECTOR), { message: /is empty/ })
})

test('where the number may be missing it is one', async () => {
  const { amount } = await readEdges(file('h.csv', 'supplier,buyer\n1,2\n'), { number: 'none' })
  assert.deepEqual([...amount], [1])
})
