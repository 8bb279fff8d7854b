import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DirectedGraph } from 'graphology'
import type Pagerank from 'graphology-metrics/centrality/pagerank.js'
import {
  betweenness,
  components,
  LiveRanks,
  pageRank,
  Searcher,
  type SupplyGraph,
  sharedMemory,
  supplyGraph,
} from '#engines/graph'
import { type BenchNetwork, benchNetwork, uniform } from './network.ts'

// Its types describe an ES module, which it is not.
const pagerank = createRequire(import.meta.url)(
  'graphology-metrics/centrality/pagerank.js',
) as typeof Pagerank.default

const SIZES = [
  { nodes: 1_000, relations: 5_000 },
  { nodes: 10_000, relations: 50_000 },
  { nodes: 100_000, relations: 500_000 },
]
const SOURCES = 200
const HOPS = 3
/** Exact betweenness takes nodes × relations: beyond this it is left out. */
const MOST_FOR_BETWEENNESS = 10_000
const PYTHON = process.env.BENCH_PYTHON ?? '/usr/bin/python3'

interface Answer {
  readonly seconds: number
  readonly answer: number | number[]
}
interface Peer {
  readonly version: string
  readonly build: number
  readonly khop: Answer
  readonly pagerank: Answer
  readonly scc: Answer
  readonly betweenness?: Answer
}

const folder = mkdtempSync(join(tmpdir(), 'zhiqing-bench-graph-'))
try {
  for (const { nodes, relations } of SIZES) compare(benchNetwork(nodes, relations))
  edits(benchNetwork(100_000, 500_000))
  load(1_000_000, 10_000_000)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Our times beside igraph's and graphology's, in one run; answers are compared before times are told. */
function compare(network: BenchNetwork): void {
  const isSmall = network.nodes <= MOST_FOR_BETWEENNESS
  const peer = igraph(network, isSmall)
  const [build, graph] = best(3, () => supplyGraph(network))
  const sources = Array.from({ length: SOURCES }, (_, at) => Math.floor((at * network.nodes) / SOURCES))
  const searcher = new Searcher(graph.upstream)
  const [khop, reached] = best(5, () =>
    sources.reduce((sum, source) => sum + searcher.within([source], HOPS).count - 1, 0),
  )
  const [ranking, ranked] = best(3, () => pageRank(graph))
  const [parting, parts] = best(3, () => components(graph.downstream).count)
  console.log(
    `\n${network.nodes} firms, ${graph.arcs} relations (igraph ${peer?.version ?? 'not installed'})`,
  )
  tell('build both directions', build, peer?.build)
  tell(`${HOPS} hops upstream × ${SOURCES}`, khop, same('khop', peer?.khop, reached))
  tell('PageRank 1e-10', ranking, near('PageRank', peer?.pagerank, ranked.rank, 1e-8), rankOfPeer(network))
  tell('strongly connected components', parting, same('components', peer?.scc, parts))
  if (!isSmall) return
  const [between, values] = best(1, () => betweenness(graph.downstream))
  tell('exact betweenness, one core', between, near('betweenness', peer?.betweenness, values, 1e-9))
}

/** Ranks after single edits, beside computing them anew. */
function edits(network: BenchNetwork): void {
  const live = new LiveRanks(supplyGraph(network))
  const random = uniform(7)
  const weight = network.weight.slice()
  const seconds: number[] = []
  for (let round = 0; round < 20; round++) {
    const row = Math.floor(random() * weight.length)
    const [from, to] = [network.from[row] as number, network.to[row] as number]
    const before = weight[row] as number
    weight[row] = before * 3
    const begun = performance.now()
    live.apply([
      { kind: 'remove', from, to, weight: before },
      { kind: 'add', from, to, weight: before * 3 },
    ])
    live.ranks()
    seconds.push((performance.now() - begun) / 1000)
  }
  const [full, anew] = best(1, () => pageRank(supplyGraph({ ...network, weight })).rank)
  const apart = live.ranks().reduce((sum, rank, v) => sum + Math.abs(rank - (anew[v] as number)), 0)
  if (apart > 1e-9) throw new Error(`ranks after edits are ${apart} away from those computed anew`)
  seconds.sort((a, b) => a - b)
  console.log('\none relation edited, 100,000 firms, 500,000 relations')
  const text = (of: number) => `${of.toPrecision(3)} s`
  console.log(`  median of 20 ${text(seconds[10] as number)}, slowest ${text(seconds.at(-1) as number)}`)
  console.log(`  computed anew ${text(full)}`)
}

/** Building the largest network that the engine is meant for. */
function load(nodes: number, relations: number): void {
  const network = benchNetwork(nodes, relations)
  const before = process.memoryUsage().arrayBuffers
  const [seconds, graph] = best(1, () => supplyGraph(network, sharedMemory))
  const held = (graph: SupplyGraph) =>
    [graph.downstream, graph.upstream].reduce(
      (sum, { offsets, neighbours, rows }) =>
        sum + offsets.byteLength + neighbours.byteLength + rows.byteLength,
      graph.downWeight.byteLength + graph.upWeight.byteLength,
    )
  console.log(`\n${nodes} firms, ${relations} relations, in shared memory`)
  tell('build both directions', seconds, undefined)
  console.log(
    `  memory of the graph ${Math.round(held(graph) / 2 ** 20)} MB, of its columns ${Math.round(before / 2 ** 20)} MB`,
  )
  tell('strongly connected components', best(1, () => components(graph.downstream))[0], undefined)
  tell('PageRank 1e-10', best(1, () => pageRank(graph))[0], undefined)
}

function igraph({ from, to, weight, nodes }: BenchNetwork, isSmall: boolean): Peer | undefined {
  const file = join(folder, 'relations')
  const pairs = new Uint32Array(from.length * 2)
  for (let row = 0; row < from.length; row++) pairs.set([from[row] as number, to[row] as number], row * 2)
  writeFileSync(file, Buffer.concat([Buffer.from(pairs.buffer), Buffer.from(weight.buffer)]))
  const script = join(import.meta.dirname, 'peer.py')
  const ran = spawnSync(PYTHON, [script, file, String(nodes), String(SOURCES), isSmall ? 'yes' : 'no'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (ran.status === 0) return JSON.parse(ran.stdout) as Peer
  console.log(
    `igraph did not run (${PYTHON}; apt-get install python3-igraph): ${ran.stderr.trim().split('\n').at(-1)}`,
  )
  return undefined
}

/** graphology's PageRank on the same relations (parallel ones added up), to the same tolerance. */
function rankOfPeer({ nodes, from, to, weight }: BenchNetwork): number | undefined {
  if (nodes > 100_000) return undefined
  const graph = new DirectedGraph<{ weight?: number }>({ allowSelfLoops: true })
  for (let v = 0; v < nodes; v++) graph.addNode(v)
  for (let row = 0; row < from.length; row++)
    graph.updateEdge(String(from[row]), String(to[row]), (held) => ({
      weight: (held.weight ?? 0) + (weight[row] as number),
    }))
  // Its tolerance is per node and it gives up after its rounds: both so that it ends where ours does.
  return best(1, () =>
    pagerank(graph, { getEdgeWeight: 'weight', tolerance: 1e-15, maxIterations: 1_000 }),
  )[0]
}

/** The shortest of so many runs, or of as many more as half a second holds: small networks need them to be compiled. */
function best<T>(rounds: number, run: () => T): [seconds: number, answer: T] {
  let seconds = Number.POSITIVE_INFINITY
  let answer: T
  const until = performance.now() + 500
  for (let round = 0; round < rounds || performance.now() < until; round++) {
    const begun = performance.now()
    answer = run()
    seconds = Math.min(seconds, (performance.now() - begun) / 1000)
  }
  return [seconds, answer!]
}

function same(what: string, peer: Answer | undefined, ours: number): number | undefined {
  if (peer && peer.answer !== ours) throw new Error(`${what}: ${ours} here, ${peer.answer} in igraph`)
  return peer?.seconds
}

function near(what: string, peer: Answer | undefined, ours: Float64Array, by: number): number | undefined {
  if (!peer) return undefined
  const theirs = peer.answer as number[]
  const scale = Math.max(...theirs, Number.MIN_VALUE)
  for (let v = 0; v < theirs.length; v++)
    if (Math.abs((theirs[v] as number) - (ours[v] as number)) > by * scale)
      throw new Error(`${what} of ${v}: ${ours[v]} here, ${theirs[v]} in igraph`)
  return peer.seconds
}

function tell(what: string, ours: number, peer: number | undefined, other?: number): void {
  const text = (seconds: number) => `${seconds.toPrecision(3)} s`
  const beside = peer === undefined ? '' : `   igraph ${text(peer)} (× ${(peer / ours).toFixed(1)})`
  const third = other === undefined ? '' : `   graphology ${text(other)} (× ${(other / ours).toFixed(1)})`
  console.log(`  ${what.padEnd(34)} ${text(ours).padStart(10)}${beside}${third}`)
}
