import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { components, pageRank, Searcher, type SupplyGraph, sharedMemory, supplyGraph } from '#engines/graph'
import { betweennessInWorkers } from '../chain/betweenness.ts'
import { readEdges } from '../chain/edge-table.ts'
import { CliError } from '../errors.ts'
import { formatOf, requireFree, requireInput, writeWhole } from '../files.ts'
import { EXIT, printJson, printNote, progressLine, say } from '../output.ts'

interface Options {
  edges: string
  op: string
  sources?: string
  hops?: string
  tolerance?: string
  repeat?: string
  workers?: string
  output?: string
  force?: boolean
  json?: boolean
}

/** A result: figures to compare, and the value of every node (or source) for the file. */
interface Outcome {
  readonly figures: Record<string, unknown>
  readonly name: string
  readonly nodes: ArrayLike<number>
  readonly values: ArrayLike<number>
}
type Operation = (graph: SupplyGraph, options: Options, ids: readonly string[]) => Promise<Outcome> | Outcome

const TOP = 10
const OPERATIONS: Readonly<Record<string, Operation>> = { khop, pagerank, scc, betweenness }

/**
 * `zhiqing chain bench --edges E.csv --op khop|pagerank|scc|betweenness`: runs one operation of the graph engine on a file
 * of relations and tells the result with its time. Goods run from supplier to buyer; `khop` looks upstream.
 */
export async function chainBench(options: Options): Promise<void> {
  const operation = OPERATIONS[options.op]
  if (!operation)
    throw new CliError(
      `--op “${options.op}”：只能是 ${Object.keys(OPERATIONS).join('、')}`,
      `--op "${options.op}": must be one of ${Object.keys(OPERATIONS).join(', ')}`,
      EXIT.usage,
      { field: '--op' },
    )
  const repeat = wholeOf('--repeat', options.repeat, 1)
  if (options.output !== undefined) {
    formatOf(options.output, ['csv'], 'csv')
    await requireFree(options.output, options.force)
  }
  let begun = performance.now()
  const edges = await readEdges(options.edges, {
    number: 'none',
    force: options.force,
    onEstimate: ({ zh, en }) => printNote(say(zh, en)),
  })
  const read = since(begun)
  begun = performance.now()
  const graph = supplyGraph(
    { nodes: edges.ids.length, from: edges.from, to: edges.to, weight: edges.amount },
    sharedMemory,
  )
  const built = since(begun)
  const seconds: number[] = []
  let outcome: Outcome | undefined
  for (let round = 0; round < repeat; round++) {
    begun = performance.now()
    outcome = await operation(graph, options, edges.ids)
    seconds.push(since(begun))
  }
  const { figures, name, nodes, values } = outcome as Outcome
  printJson({
    op: options.op,
    nodes: graph.nodes,
    edges: graph.arcs,
    read_seconds: read,
    build_seconds: built,
    seconds: Math.min(...seconds),
    runs: seconds,
    ...figures,
  })
  if (options.output === undefined) return
  const rows = function* () {
    yield ['id', name]
    for (let at = 0; at < nodes.length; at++) yield [edges.ids[nodes[at] as number], values[at]]
  }
  await writeWhole(options.output, Readable.from(rows()).pipe(stringify()))
}

const since = (begun: number) => Math.round((performance.now() - begun) * 1000) / 1_000_000

function wholeOf(field: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new CliError(
    `${field} “${text}”：应为正整数`,
    `${field} "${text}": must be a whole number above 0`,
    EXIT.usage,
    {
      field,
    },
  )
}

const allOf = (count: number) => Uint32Array.from({ length: count }, (_, v) => v)

/** Sources by a file of ids, one a line; or so many, spread evenly over the nodes. */
async function sourcesOf(text: string, ids: readonly string[]): Promise<Uint32Array> {
  if (/^\d+$/.test(text)) {
    const count = Math.min(Number(text), ids.length)
    return Uint32Array.from({ length: count }, (_, at) => Math.floor((at * ids.length) / count))
  }
  await requireInput(text)
  const places = new Map(ids.map((id, at) => [id, at]))
  const lines = (await readFile(text, 'utf8')).split(/\r?\n/).map((line) => line.trim())
  return Uint32Array.from(
    lines.filter((line) => line !== ''),
    (id) => {
      const at = places.get(id)
      if (at !== undefined) return at
      throw new CliError(`${text}：没有企业“${id}”`, `${text}: there is no firm "${id}"`, EXIT.usage, {
        field: '--sources',
      })
    },
  )
}

const SOURCES = '200'
const HOPS = 3

async function khop(graph: SupplyGraph, options: Options, ids: readonly string[]): Promise<Outcome> {
  const sources = await sourcesOf(options.sources ?? SOURCES, ids)
  const hops = wholeOf('--hops', options.hops, HOPS)
  const searcher = new Searcher(graph.upstream)
  const begun = performance.now()
  // The firm itself is not counted among those that it reaches.
  const counts = Uint32Array.from(sources, (source) => searcher.within([source], hops).count - 1)
  const search = since(begun)
  return {
    figures: {
      hops,
      sources: sources.length,
      search_seconds: search,
      reached: counts.reduce((sum, count) => sum + count, 0),
      largest: Math.max(0, ...counts),
    },
    name: 'reached',
    nodes: sources,
    values: counts,
  }
}

function pagerank(graph: SupplyGraph, options: Options, ids: readonly string[]): Outcome {
  const tolerance = options.tolerance === undefined ? 1e-10 : Number(options.tolerance)
  if (!(tolerance > 0))
    throw new CliError('--tolerance 应为大于 0 的数', '--tolerance must be a number above 0', EXIT.usage, {
      field: '--tolerance',
    })
  const { rank, sweeps, error } = pageRank(graph, { tolerance })
  return {
    figures: { sweeps, error, top: topOf(rank, ids) },
    name: 'rank',
    nodes: allOf(graph.nodes),
    values: rank,
  }
}

function scc(graph: SupplyGraph): Outcome {
  const { count, of } = components(graph.downstream)
  const sizes = new Uint32Array(count)
  for (const component of of) sizes[component] = (sizes[component] as number) + 1
  return {
    figures: {
      components: count,
      largest: sizes.reduce((most, size) => Math.max(most, size), 0),
      single: sizes.reduce((sum, size) => sum + Number(size === 1), 0),
    },
    name: 'component',
    nodes: allOf(graph.nodes),
    values: of,
  }
}

async function betweenness(graph: SupplyGraph, options: Options, ids: readonly string[]): Promise<Outcome> {
  const workers = wholeOf('--workers', options.workers, availableParallelism())
  const sources = options.sources === undefined ? allOf(graph.nodes) : await sourcesOf(options.sources, ids)
  const line = progressLine()
  const values = await betweennessInWorkers(graph.downstream, sources, workers, (share) =>
    line.show(`${say('介数中心性', 'Betweenness')} ${Math.round(share * 100)}%`),
  )
  line.end()
  const scale = graph.nodes / Math.max(1, sources.length)
  const scaled = values.map((value) => value * scale)
  return {
    figures: {
      workers,
      sources: sources.length,
      exact: sources.length === graph.nodes,
      sum: scaled.reduce((sum, value) => sum + value, 0),
      top: topOf(scaled, ids),
    },
    name: 'betweenness',
    nodes: allOf(graph.nodes),
    values: scaled,
  }
}

function topOf(values: Float64Array, ids: readonly string[]) {
  return [...values.keys()]
    .sort((a, b) => (values[b] as number) - (values[a] as number))
    .slice(0, TOP)
    .map((at) => ({ id: ids[at], value: values[at] }))
}
