import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { type Complexity, type ComplexityWarning, complexity } from '#engines/complexity'
import { readTrade, type TradeYear } from '../chain/trade-table.ts'
import { formatOf, requireFree, requireInput, writeWhole } from '../files.ts'
import { printJson, printNote, say } from '../output.ts'

interface Options {
  trade: string
  year?: string
  fitness?: boolean
  output?: string
  force?: boolean
  json?: boolean
}

type Named = Record<string, number | null>
interface YearResult {
  readonly regions: Record<'eci' | 'coi' | 'diversity', Named>
  readonly nodes: Record<'pci' | 'ubiquity', Named>
  readonly pairs: Record<'density' | 'cog' | 'rca', Record<string, Named>>
  readonly fitness?: { region: Named; node: Named }
  readonly warnings: readonly { code: string; count: number; items: readonly string[] }[]
}

/**
 * `zhiqing chain complexity --trade FILE`: ECI, PCI, COI, COG, density, RCA by year, region and node. Without `--output` the
 * result is printed as JSON; one year stands flat, several each under its own key. What is not defined is null.
 */
export async function chainComplexity({ trade, year, fitness, output, force, json }: Options): Promise<void> {
  await requireInput(trade)
  const format = output === undefined ? 'json' : formatOf(output, ['json', 'csv'], 'json')
  if (output !== undefined) await requireFree(output, force)
  const years = await readTrade(trade, year)
  const begun = performance.now()
  const results = years.map((table) => ({
    table,
    found: complexity(engineTable(table), fitness ? { fitness: {} } : {}),
  }))
  const seconds = Math.round(performance.now() - begun) / 1000
  for (const { table, found } of results)
    for (const warning of found.warnings) printNote(say(...toldOf(table, warning)))
  const shaped = results.map(({ table, found }) => [table.year, flat(resultOf(table, found))] as const)
  const data = shaped.length === 1 ? shaped[0]![1] : Object.fromEntries(shaped)
  if (output === undefined) {
    printJson(data)
    return
  }
  if (format === 'csv') await writeWhole(output, Readable.from(rowsOf(results)).pipe(stringify()))
  else await writeWhole(output, Buffer.from(`${JSON.stringify(data, null, 2)}\n`))
  const counts = years.map(({ year, regions, nodes }) => ({
    year,
    regions: regions.length,
    nodes: nodes.length,
  }))
  if (json) printJson({ years: counts, seconds, output })
  else
    printNote(
      say(
        `${counts.length} 个年份，计算用时 ${seconds} 秒，已写入 ${output}`,
        `${counts.length} year(s), computed in ${seconds} s, written to ${output}`,
      ),
    )
}

/** The engine's table of a year of the file. */
function engineTable({ regions, nodes, region, node, value }: TradeYear) {
  return { regions: regions.length, nodes: nodes.length, region, node, value }
}

const known = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value

function named(names: readonly string[], values: ArrayLike<number>): Named {
  return Object.fromEntries(names.map((name, at) => [name, known(values[at])]))
}

function resultOf({ regions, nodes }: TradeYear, found: Complexity): YearResult {
  const matrix = (values: ArrayLike<number>) =>
    Object.fromEntries(
      regions.map((region, r) => [
        region,
        Object.fromEntries(nodes.map((node, n) => [node, known(values[r * nodes.length + n])])),
      ]),
    )
  return {
    regions: {
      eci: named(regions, found.eci),
      coi: named(regions, found.coi),
      diversity: named(regions, found.diversity),
    },
    nodes: { pci: named(nodes, found.pci), ubiquity: named(nodes, found.ubiquity) },
    pairs: { density: matrix(found.density), cog: matrix(found.cog), rca: matrix(found.rca) },
    ...(found.fitness
      ? { fitness: { region: named(regions, found.fitness.region), node: named(nodes, found.fitness.node) } }
      : {}),
    warnings: found.warnings.map(({ code, count, items }) => ({
      code,
      count,
      items: items.map((item) => (OF_NODES.has(code) ? nodes : regions)[item]!),
    })),
  }
}

function flat({ regions, nodes, pairs, fitness, warnings }: YearResult) {
  return { ...regions, ...nodes, ...pairs, ...(fitness ? { fitness } : {}), warnings }
}

/** One line for each year, region and node, for a spreadsheet. */
function* rowsOf(
  results: readonly { table: TradeYear; found: Complexity }[],
): Generator<(string | number)[]> {
  const withFitness = results.some(({ found }) => found.fitness)
  const more = withFitness ? ['fitness', 'node_fitness'] : []
  yield [
    'year',
    'region',
    'node',
    'rca',
    'density',
    'cog',
    'eci',
    'coi',
    'diversity',
    'pci',
    'ubiquity',
    ...more,
  ]
  for (const { table, found } of results)
    for (const [r, region] of table.regions.entries())
      for (const [n, node] of table.nodes.entries()) {
        const at = r * table.nodes.length + n
        const figures = [
          found.rca[at],
          found.density[at],
          found.cog[at],
          found.eci[r],
          found.coi[r],
          found.diversity[r],
          found.pci[n],
          found.ubiquity[n],
          ...(withFitness ? [found.fitness?.region[r], found.fitness?.node[n]] : []),
        ]
        yield [table.year, region, node, ...figures.map((figure) => known(figure) ?? '')]
      }
}

const OF_NODES: ReadonlySet<string> = new Set(['nodeEmpty', 'densityUndefined'])
const SHOWN = 5

function toldOf({ year, regions, nodes }: TradeYear, warning: ComplexityWarning): [string, string] {
  const { code, count, items } = warning
  const names = items.slice(0, SHOWN).map((item) => (OF_NODES.has(code) ? nodes : regions)[item]!)
  const [zh, en] = WARNINGS[code](count)
  const list = names.length === 0 ? '' : names.join(', ') + (count > names.length ? ' …' : '')
  const when = year === '' ? '' : `${year}: `
  return [`${when}${zh}${list ? `：${list}` : ''}`, `${when}${en}${list ? `: ${list}` : ''}`]
}

const WARNINGS: Record<ComplexityWarning['code'], (count: number) => [string, string]> = {
  regionEmpty: (count) => [
    `${count} 个区域没有数值，未参与计算`,
    `${count} regions have no value and were left out`,
  ],
  nodeEmpty: (count) => [
    `${count} 个环节没有数值，未参与计算`,
    `${count} nodes have no value and were left out`,
  ],
  disconnected: (count) => [
    `区域与环节分成 ${count} 个互不相连的部分，ECI、PCI、COI、COG 无定义；不在最大部分的区域`,
    `regions and nodes fall into ${count} islands, ECI, PCI, COI and COG are not defined; regions outside the largest`,
  ],
  spectrumDegenerate: () => [
    '特征值相等或为零，ECI、PCI、COI、COG 无定义',
    'eigenvalues are equal or zero: ECI, PCI, COI and COG are not defined',
  ],
  signUndefined: () => [
    'ECI 与多样性不相关，正负号按固定规则取',
    'ECI does not correlate with diversity; its sign was taken by a fixed rule',
  ],
  tooSmall: (count) => [
    `只有 ${count} 个区域或环节，不足以计算 ECI`,
    `only ${count} regions or nodes: too few for ECI`,
  ],
  densityUndefined: (count) => [
    `${count} 个环节与其他环节没有共同区域，密度无定义`,
    `${count} nodes share no region with another; their density is not defined`,
  ],
  fitnessNotConverged: (count) => [
    `适合度迭代 ${count} 次仍未收敛`,
    `Fitness has not converged after ${count} updates`,
  ],
}
