import {
  type ContentSystem,
  contentSystem,
  contributions,
  levers,
  localRates,
  NonProductiveError,
  ORIGIN_THRESHOLD,
  type Rates,
} from '#engines/local-content'
import { Faults, numberOf } from '../chain/csv-rows.ts'
import { type EdgeTable, type NodeTable, readEdges, readNodes } from '../chain/edge-table.ts'
import { CliError } from '../errors.ts'
import { formatOf, requireFree, writeWhole } from '../files.ts'
import { EXIT, printJson, printNote, say } from '../output.ts'

interface Options {
  nodes: string
  edges: string
  product?: string
  region?: string
  threshold?: string
  levers?: boolean
  explain?: boolean
  output?: string
  force?: boolean
}

const REGION = { key: 'region', aliases: ['地区', '所在地', 'place'] }
const VALUE_ADDED = { key: 'value_added', aliases: ['增加值', 'valueadded'] }
/** The region that counts as local where no option says so and the file knows it. */
const HOME = 'CQ'
const TOP = 20

/**
 * `zhiqing chain local-content --nodes N.csv --edges E.csv`: the local rate of a product under five definitions, as JSON.
 * Nodes: id, region, value_added; edges: supplier, buyer, qty (per unit of the buyer). The product is the node that nobody
 * buys, else the first of the file.
 */
export async function chainLocalContent(options: Options): Promise<void> {
  const threshold = thresholdOf(options.threshold)
  if (options.output !== undefined) {
    formatOf(options.output, ['json'], 'json')
    await requireFree(options.output, options.force)
  }
  const nodes = await readNodes(options.nodes, [REGION, VALUE_ADDED])
  const edges = await readEdges(options.edges, {
    number: 'qty',
    nodes,
    force: options.force,
    onEstimate: ({ zh, en }) => printNote(say(zh, en)),
  })
  const region = homeOf(nodes, options)
  const product = productOf(nodes, edges, options.product)
  const system = systemOf(nodes, edges, region, options.nodes)
  const demand = Float64Array.from(nodes.ids, (_, node) => Number(node === product))
  const found = guarded(nodes, () => localRates(system, demand, { threshold }))
  const result = {
    unit_cost: found.price[product],
    tier1_count_rate: rateOf(found, 'part_count'),
    tier1_spend_rate: rateOf(found, 'tier1_spend'),
    traced_value_added_rate: rateOf(found, 'traced_value_added'),
    [`rollup${Math.round(threshold * 100)}_rate`]: rateOf(found, 'roll_up'),
    [`originating${Math.round(threshold * 100)}_rate`]: rateOf(found, 'originating'),
    product: nodes.ids[product],
    region,
    coverage: found.rates.traced_value_added.coverage,
    bounds: Object.fromEntries(
      Object.entries(found.rates).map(([name, { lower, upper }]) => [name, [known(lower), known(upper)]]),
    ),
    ...(options.explain ? { contributions: explained(system, demand, nodes, edges, threshold) } : {}),
    ...(options.levers ? { levers: leversOf(system, demand, nodes, edges, threshold) } : {}),
  }
  if (options.output === undefined) printJson(result)
  else {
    await writeWhole(options.output, Buffer.from(`${JSON.stringify(result, null, 2)}\n`))
    printNote(say(`已写入 ${options.output}`, `Written to ${options.output}`))
  }
}

const known = (value: number) => (Number.isNaN(value) ? null : value)
const rateOf = ({ rates }: Rates, name: keyof Rates['rates']) => known(rates[name].value)

function thresholdOf(text: string | undefined): number {
  if (text === undefined) return ORIGIN_THRESHOLD
  const value = numberOf(text)
  if (value > 0 && value <= 1) return value
  throw new CliError(
    `--threshold “${text}”：应为大于 0、不超过 1 的数`,
    `--threshold "${text}": must be above 0 and at most 1`,
    EXIT.usage,
    { field: '--threshold' },
  )
}

function homeOf({ columns }: NodeTable, { region, nodes }: Options): string {
  const regions = new Set(columns.region)
  const wanted = region ?? HOME
  if (regions.has(wanted)) return wanted
  const list = [...regions]
    .filter((of) => of !== '')
    .slice(0, TOP)
    .join(', ')
  throw new CliError(
    `${nodes} 中没有地区“${wanted}”；请用 --region 指明本地的代码（文件中有：${list}）`,
    `${nodes} has no region "${wanted}"; say with --region which one is local (the file has: ${list})`,
    EXIT.usage,
    { field: '--region' },
  )
}

/** The node asked for; else the only one that nobody buys; else the first of the file. */
function productOf(nodes: NodeTable, { from, to }: EdgeTable, asked: string | undefined): number {
  if (asked !== undefined) {
    const node = nodes.index.get(asked)
    if (node !== undefined) return node
    throw new CliError(`节点表中没有“${asked}”`, `The nodes have no "${asked}"`, EXIT.usage, {
      field: '--product',
    })
  }
  const isBought = new Uint8Array(nodes.ids.length)
  const buys = new Uint8Array(nodes.ids.length)
  for (let row = 0; row < from.length; row++) {
    if (from[row] !== to[row]) isBought[from[row] as number] = 1
    buys[to[row] as number] = 1
  }
  const sinks = nodes.ids.flatMap((_, node) => (buys[node] === 1 && isBought[node] === 0 ? [node] : []))
  return sinks.length === 1 ? (sinks[0] as number) : 0
}

function systemOf(nodes: NodeTable, edges: EdgeTable, region: string, file: string): ContentSystem {
  const faults = new Faults(file)
  const valueAdded = Float64Array.from(nodes.columns.value_added ?? [], (text, node) => {
    const value = numberOf(text)
    if (!(value >= 0))
      faults.add(
        nodes.rows[node] as number,
        'value_added',
        text,
        '应为不小于 0 的数',
        'must be a number of 0 or more',
      )
    return value
  })
  faults.refuse()
  const local = Float64Array.from(nodes.columns.region ?? [], (of) =>
    of === '' ? Number.NaN : Number(of === region),
  )
  return contentSystem({
    nodes: nodes.ids.length,
    supplier: edges.from,
    buyer: edges.to,
    quantity: edges.amount,
    valueAdded,
    local,
  })
}

/** Names the cycle that consumes more than it makes. */
function guarded<T>(nodes: NodeTable, compute: () => T): T {
  try {
    return compute()
  } catch (error) {
    if (!(error instanceof NonProductiveError)) throw error
    const names = error.nodes.slice(0, TOP).map((node) => nodes.ids[node])
    throw new CliError(
      `这些节点彼此消耗多于产出，无法定价：${names.join('、')}`,
      `These nodes consume more of each other than they make and have no price: ${names.join(', ')}`,
      EXIT.usage,
      { code: 'cli.data', field: '--edges' },
    )
  }
}

/** The largest parts of each rate. */
function explained(
  system: ContentSystem,
  demand: Float64Array,
  nodes: NodeTable,
  edges: EdgeTable,
  threshold: number,
) {
  const names = ['part_count', 'tier1_spend', 'traced_value_added', 'roll_up', 'originating'] as const
  return Object.fromEntries(
    names.map((name) => {
      const { byNode, byRow } = contributions(system, demand, name, threshold)
      return [
        name,
        { nodes: largest(byNode, nodeName(nodes)), relations: largest(byRow, rowName(nodes, edges)) },
      ]
    }),
  )
}

function leversOf(
  system: ContentSystem,
  demand: Float64Array,
  nodes: NodeTable,
  edges: EdgeTable,
  threshold: number,
) {
  const { byNode, byRow } = levers(system, demand, 'traced_value_added', threshold)
  return { nodes: largest(byNode, nodeName(nodes)), relations: largest(byRow, rowName(nodes, edges)) }
}

const nodeName = (nodes: NodeTable) => (node: number) => ({ id: nodes.ids[node] })
const rowName = (nodes: NodeTable, edges: EdgeTable) => (row: number) => ({
  supplier: nodes.ids[edges.from[row] as number],
  buyer: nodes.ids[edges.to[row] as number],
})

function largest<T extends object>(values: Float64Array, name: (at: number) => T): (T & { rate: number })[] {
  return [...values.keys()]
    .filter((at) => values[at] !== 0)
    .sort((a, b) => (values[b] as number) - (values[a] as number))
    .slice(0, TOP)
    .map((at) => ({ ...name(at), rate: values[at] as number }))
}
