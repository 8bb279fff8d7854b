/**
 * Prints accuracy and interval coverage on synthetic series with known truth.
 *
 *   node engines/forecast/evaluate.ts [--per-shape 200] [--seed 9001] [--json]
 *
 * The constants in tuning.ts were set with seeds 1 to 3; report figures from any other seed.
 */
import { parseArgs } from 'node:util'
import { type Cell, evaluate, evaluationSet } from './evaluation.ts'
import { quantile } from './statistics.ts'

const { values: args } = parseArgs({
  options: {
    'per-shape': { type: 'string', default: '200' },
    seed: { type: 'string', default: '9001' },
    json: { type: 'boolean', default: false },
  },
})

const percent = (value: number): string => `${(100 * value).toFixed(1)}%`.padStart(7)
const line = (name: string, cell: Cell): string =>
  `${name.padEnd(14)}${String(cell.points).padStart(8)}${percent(cell.smape / cell.points)} ` +
  `${percent(cell.naive / cell.points)} ${percent(cell.seasonalNaive / cell.points)} ${percent(cell.inside / cell.points)}`

const set = evaluationSet(Number(args['per-shape']), Number(args.seed))
evaluate(set.slice(0, 50))
const result = evaluate(set, undefined, () => performance.now())

if (args.json) {
  process.stdout.write(`${JSON.stringify(result)}\n`)
} else {
  const tables = [
    ['shape', result.byShape],
    ['horizon', result.byHorizon],
    ['history', result.byLength],
  ] as const
  const lines = [
    `${result.series} synthetic monthly series, seed ${args.seed}, 24 steps each`,
    `${''.padEnd(14)}${'points'.padStart(8)}  sMAPE   naive   s-naive  coverage of the 80% interval`,
    line('all', result.overall),
  ]
  for (const [name, table] of tables) {
    lines.push(
      '',
      name,
      ...Object.entries(table)
        .sort(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || 0)
        .map(([key, cell]) => line(key, cell)),
    )
  }
  lines.push(
    '',
    `time per forecast: median ${quantile(result.times, 0.5).toFixed(2)} ms, 95% ${quantile(result.times, 0.95).toFixed(2)} ms, max ${Math.max(...result.times).toFixed(2)} ms`,
  )
  process.stdout.write(`${lines.join('\n')}\n`)
}
