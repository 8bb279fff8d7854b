/**
 * Prints accuracy and interval coverage on synthetic series with known truth.
 *
 *   node engines/forecast/evaluate.ts [--per-shape 200] [--seed 9001] [--json]
 *
 * Three sets: the shapes that the constants were set on, the shapes kept aside, and histories of 1 to 5 values. The
 * constants in tuning.ts, structural.ts and short.ts were set with seeds 1 to 3; report figures from any other seed.
 */
import { parseArgs } from 'node:util'
import { type Cell, type Evaluation, evaluate, evaluationSet, holdoutSet, tinySet } from './evaluation.ts'
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
  `${name.padEnd(16)}${String(cell.points).padStart(8)}${percent(cell.smape / cell.points)} ` +
  `${percent(cell.naive / cell.points)} ${percent(cell.seasonalNaive / cell.points)} ${percent(cell.inside / cell.points)}`

const perShape = Number(args['per-shape'])
const seed = Number(args.seed)
const sets = {
  'shapes tuned on': evaluationSet(perShape, seed),
  'shapes kept aside': holdoutSet(perShape, seed),
  'histories of 1 to 5 values': tinySet(perShape, seed),
}
evaluate(evaluationSet(6, seed))
const results = Object.entries(sets).map(
  ([name, set]) => [name, evaluate(set, undefined, () => performance.now())] as const,
)

function report(name: string, result: Evaluation): string[] {
  const tables = [
    ['shape', result.byShape],
    ['horizon', result.byHorizon],
    ['history', result.byLength],
  ] as const
  return [
    `${name}: ${result.series} synthetic series, seed ${seed}`,
    `${''.padEnd(16)}${'points'.padStart(8)}  sMAPE   naive   s-naive  coverage of the 80% interval`,
    line('all', result.overall),
    ...tables.flatMap(([title, table]) => [
      title,
      ...Object.entries(table)
        .sort(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || 0)
        .map(([key, cell]) => line(key, cell)),
    ]),
    `ms per forecast: median ${quantile(result.times, 0.5).toFixed(2)}, 95% ${quantile(result.times, 0.95).toFixed(2)}, max ${Math.max(...result.times).toFixed(2)}`,
    '',
  ]
}

process.stdout.write(
  args.json
    ? `${JSON.stringify(Object.fromEntries(results))}\n`
    : results.flatMap(([name, result]) => report(name, result)).join('\n'),
)
