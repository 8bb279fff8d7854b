import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { betweenness, sampledBetweenness } from './betweenness.ts'
import { sharedMemory } from './csr.ts'
import { dominators } from './dominators.ts'
import { LiveRanks } from './live-ranks.ts'
import { pageRank } from './page-rank.ts'
import { Searcher, widestPath } from './reach.ts'
import { soleSuppliers } from './sole-suppliers.ts'
import { type SupplyGraph, supplyGraph } from './supply-graph.ts'

type Arc = readonly [from: number, to: number, weight: number]
const SIZE = 9
const tables = fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1), fc.integer({ min: 0, max: 5 })), {
  maxLength: 30,
})
const graphOf = (arcs: readonly Arc[], nodes = SIZE): SupplyGraph =>
  supplyGraph({
    nodes,
    from: arcs.map(([from]) => from),
    to: arcs.map(([, to]) => to),
    weight: arcs.map(([, , weight]) => weight),
  })
const close = (a: ArrayLike<number>, b: ArrayLike<number>, by: number) => {
  for (let at = 0; at < a.length; at++)
    assert.ok(Math.abs((a[at] as number) - (b[at] as number)) <= by, `${at}: ${a[at]} and ${b[at]}`)
}

test('k hops upstream reach each firm once, nearest first, with a path to each', () => {
  fc.assert(
    fc.property(tables, fc.nat(SIZE - 1), fc.nat(4), (arcs, source, hops) => {
      const searcher = new Searcher(graphOf(arcs).upstream)
      const { nodes, levels } = searcher.within([source], hops)
      let expected = new Set([source])
      for (let hop = 0; hop < hops; hop++)
        expected = new Set([...expected, ...arcs.filter(([, to]) => expected.has(to)).map(([from]) => from)])
      assert.deepEqual([...nodes].sort(), [...expected].sort())
      assert.equal(levels.at(-1), nodes.length)
      for (const node of nodes) {
        let at = source
        for (const row of searcher.pathTo(node) as number[]) {
          assert.equal(arcs[row]?.[1], at)
          at = arcs[row]?.[0] as number
        }
        assert.equal(at, node)
      }
    }),
  )
})

test('a searcher forgets its last search', () => {
  const searcher = new Searcher(graphOf([[0, 1, 1]], 3).downstream)
  assert.equal(searcher.within([0], 5).count, 2)
  assert.equal(searcher.within([2], 5).count, 1)
  assert.equal(searcher.pathTo(1), undefined)
})

test('the widest path has the strongest weakest arc', () => {
  const arcs: Arc[] = [
    [0, 1, 9],
    [1, 3, 2],
    [0, 2, 5],
    [2, 3, 4],
  ]
  const { downstream, downWeight } = graphOf(arcs, 5)
  assert.deepEqual(widestPath(downstream, downWeight, 0, 3), { rows: [2, 3], width: 4 })
  assert.equal(widestPath(downstream, downWeight, 0, 4), undefined)
})

/** PageRank by plain power iteration, firms without outgoing weight handing on to all. */
function plainRanks(arcs: readonly Arc[]): number[] {
  const sums = Array.from({ length: SIZE }, (_, v) =>
    arcs.filter(([from]) => from === v).reduce((sum, [, , weight]) => sum + weight, 0),
  )
  let rank = new Array(SIZE).fill(1 / SIZE)
  for (let step = 0; step < 400; step++) {
    const loose = rank.reduce((sum, value, v) => sum + (sums[v] === 0 ? value : 0), 0)
    const next = new Array(SIZE).fill((0.15 + 0.85 * loose) / SIZE)
    for (const [from, to, weight] of arcs)
      if (sums[from] as number) next[to] += (0.85 * rank[from] * weight) / (sums[from] as number)
    rank = next
  }
  return rank
}

test('ranks are those of the power iteration, self supply and firms without customers included', () => {
  fc.assert(
    fc.property(tables, (arcs) => {
      const { rank, error } = pageRank(graphOf(arcs))
      assert.ok(error <= 1e-10)
      close(rank, plainRanks(arcs), 1e-9)
    }),
  )
})

test('a network without cycles is ranked without any sweep', () => {
  const chain = Array.from({ length: SIZE - 1 }, (_, v): Arc => [SIZE - 1 - v, SIZE - 2 - v, 1])
  assert.equal(pageRank(graphOf(chain)).sweeps, 0)
})

test('ranks follow edits: added, removed and changed relations give what a full computation gives', () => {
  fc.assert(
    fc.property(tables, tables, fc.array(fc.nat(29), { maxLength: 6 }), (arcs, added, removed) => {
      const live = new LiveRanks(graphOf(arcs))
      const gone = [...new Set(removed.map((at) => at % Math.max(1, arcs.length)))].filter(
        (at) => at < arcs.length,
      )
      for (const at of gone) {
        const [from, to, weight] = arcs[at] as Arc
        live.apply([{ kind: 'remove', from, to, weight }])
      }
      live.apply(added.map(([from, to, weight]) => ({ kind: 'add', from, to, weight })))
      const now = [...arcs.filter((_, at) => !gone.includes(at)), ...added]
      close(live.ranks(), pageRank(graphOf(now)).rank, 1e-9)
    }),
  )
})

test('removing a relation that is not there is refused and changes nothing', () => {
  const live = new LiveRanks(graphOf([[0, 1, 2]], 3))
  const before = live.ranks()
  assert.throws(() => live.apply([{ kind: 'remove', from: 0, to: 1, weight: 3 }]), /no relation 0 to 1/)
  live.apply([])
  close(live.ranks(), before, 1e-12)
})

/** Betweenness by listing all shortest paths, parallel arcs as paths of their own. */
function plainBetweenness(arcs: readonly Arc[]): number[] {
  const into = new Array(SIZE).fill(0)
  for (let source = 0; source < SIZE; source++) {
    let paths: number[][] = [[source]]
    const seen = new Set([source])
    while (paths.length > 0) {
      const longer = paths.flatMap((path) =>
        arcs.filter(([from, to]) => from === path.at(-1) && !seen.has(to)).map(([, to]) => [...path, to]),
      )
      for (const [, ends] of Map.groupBy(longer, (path) => path.at(-1)))
        for (const path of ends) for (const v of path.slice(1, -1)) into[v] += 1 / ends.length
      for (const path of longer) seen.add(path.at(-1) as number)
      paths = longer
    }
  }
  return into
}

test('betweenness counts shortest paths between all pairs', () => {
  fc.assert(
    fc.property(tables, (arcs) => {
      const { downstream } = graphOf(arcs)
      const exact = betweenness(downstream)
      close(exact, plainBetweenness(arcs), 1e-9)
      const all = sampledBetweenness(
        downstream,
        Array.from({ length: SIZE }, (_, v) => v),
      )
      close(all.values, exact, 1e-9)
    }),
    { numRuns: 60 },
  )
})

test('a buyer with one supplier of a category hangs on it, however many relations they have', () => {
  const sole = soleSuppliers(4, [0, 0, 1, 2], [3, 3, 3, 3], [7, 7, 8, 8])
  assert.deepEqual(sole, [{ rows: [0, 1], supplier: 0, buyer: 3, category: 7 }])
})

test('a dominator is a firm whose removal cuts the node off from the root', () => {
  fc.assert(
    fc.property(tables, (arcs) => {
      const { downstream } = graphOf(arcs)
      const above = dominators(downstream, 0)
      const reaches = (without: number) => {
        const seen = new Set(without === 0 ? [] : [0])
        for (const v of seen) for (const [from, to] of arcs) if (from === v && to !== without) seen.add(to)
        return seen
      }
      const all = reaches(-1)
      for (const node of all) {
        const cuts = new Set<number>()
        for (let at = above[node] as number; at !== 0xffffffff; at = above[at] as number) cuts.add(at)
        for (let v = 0; v < SIZE; v++)
          if (v !== node) assert.equal(cuts.has(v), all.has(v) && !reaches(v).has(node))
      }
    }),
  )
})

test('a worker reads the same memory', async () => {
  const graph = supplyGraph({ nodes: 3, from: [0, 1], to: [1, 2] }, sharedMemory)
  const worker = new Worker(
    `import { parentPort, workerData } from 'node:worker_threads'
     import { Searcher } from ${JSON.stringify(new URL('./reach.ts', import.meta.url).href)}
     parentPort.postMessage(new Searcher(workerData.downstream).within([0], 9).count)`,
    { eval: true, workerData: graph },
  )
  const count = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  await worker.terminate()
  assert.equal(count, 3)
})

test('an empty graph and a single firm are graphs as well', () => {
  assert.equal(pageRank(graphOf([], 0)).rank.length, 0)
  assert.deepEqual([...pageRank(graphOf([], 1)).rank], [1])
  assert.deepEqual([...betweenness(graphOf([], 1).downstream)], [0])
})
