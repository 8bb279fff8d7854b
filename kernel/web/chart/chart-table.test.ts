import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tableOfOption } from './chart-table.ts'

const words = { category: '类别', value: '数值' }

test('a chart over categories has one row a category and one column a series', () => {
  const option = {
    xAxis: { type: 'category', data: ['2026-01', '2026-02'], name: '月份' },
    yAxis: {},
    series: [
      { name: '实际', type: 'line', data: [3, null] },
      { name: '预测', type: 'line', data: [3, { value: 4 }] },
    ],
  }
  assert.deepEqual(tableOfOption(option, words), {
    columns: ['月份', '实际', '预测'],
    rows: [
      ['2026-01', 3, 3],
      ['2026-02', null, 4],
    ],
  })
})

test('pairs of several series are joined by their first part', () => {
  const option = {
    xAxis: { type: 'time' },
    series: [
      {
        name: 'a',
        data: [
          ['2026-02', 2],
          ['2026-01', 1],
        ],
      },
      { name: 'b', data: [['2026-02', 5]] },
    ],
  }
  assert.deepEqual(tableOfOption(option, words)?.rows, [
    ['2026-01', 1, null],
    ['2026-02', 2, 5],
  ])
})

test('a pie reads as names and values', () => {
  const option = { series: { type: 'pie', data: [{ name: '渝北区', value: 12 }] } }
  assert.deepEqual(tableOfOption(option, words), { columns: ['类别', '数值'], rows: [['渝北区', 12]] })
})

test('what cannot be read as a table is left to the page', () => {
  assert.equal(tableOfOption({}, words), undefined)
  assert.equal(tableOfOption({ series: [{ type: 'bar', data: [] }] }, words), undefined)
  assert.equal(tableOfOption({ series: [{ type: 'gauge', data: [5] }] }, words), undefined)
})
