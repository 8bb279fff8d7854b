import { EdgeHeap } from './edge-heap.ts'
import { islands } from './islands.ts'

/** Edges in columns: the weight in bits that speaks for (positive) or against (negative) two rows being one. */
export interface WeightedPairs {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly weight: Float32Array
}

export interface ClusterOptions {
  /**
   * A name that tells entities apart for certain, as a number, or -1: rows of two different names never share a cluster,
   * rows of one name always do.
   */
  readonly identity?: Int32Array
  /** Decisions of people, by row; `apart` wins over `identity` and over weights, `together` over weights. */
  readonly together?: readonly (readonly [number, number])[]
  readonly apart?: readonly (readonly [number, number])[]
  /** Clusters are joined while their weight is above this, in bits; at least 0. */
  readonly threshold?: number
  /** Weight of a pair of rows that were not compared; at most 0. */
  readonly absent?: number
  /**
   * A cluster without identity is joined only while the weight is so many bits above its weight to any cluster that
   * excludes the other: where two firms claim a row alike, it is left to itself. No limit if absent.
   */
  readonly margin?: number
}

/**
 * Correlation clustering under constraints: greedy additive edge contraction (Keuper et al. 2015). The heaviest pair of
 * clusters is joined first; the weights to every third cluster add up, so that a cluster is joined by what all its rows
 * say, and one strong pair does not chain two clusters whose other pairs speak against it.
 *
 * @returns the cluster number of each row, dense from 0 in order of first rows
 */
export function clusterRows(size: number, pairs: WeightedPairs, options: ClusterOptions = {}): Int32Array {
  const state = new Contraction(size, pairs, options)
  state.run()
  return state.numbers()
}

/** A neighbour's entry: weight so far and how many row pairs it stands for. */
interface Edge {
  weight: number
  pairs: number
}

class Contraction {
  private readonly parent: Int32Array
  private readonly sizes: Int32Array
  private readonly identity: Int32Array
  private readonly edges: Map<number, Edge>[]
  private readonly enemies: (Set<number> | undefined)[]
  private readonly heap = new EdgeHeap()
  private readonly threshold: number
  private readonly absent: number
  private readonly margin: number | undefined

  constructor(size: number, pairs: WeightedPairs, options: ClusterOptions) {
    this.parent = Int32Array.from({ length: size }, (_, row) => row)
    this.sizes = new Int32Array(size).fill(1)
    this.identity = options.identity ? Int32Array.from(options.identity) : new Int32Array(size).fill(-1)
    this.edges = Array.from({ length: size }, () => new Map<number, Edge>())
    this.enemies = new Array(size)
    this.threshold = options.threshold ?? 0
    this.absent = options.absent ?? 0
    this.margin = options.margin
    const island = islands(size, pairs, options)
    for (let i = 0; i < pairs.left.length; i++) {
      const a = pairs.left[i]!
      const b = pairs.right[i]!
      // Nothing can join two islands: the many pairs between them need not be carried along.
      if (island(a) !== island(b)) continue
      this.edges[a]!.set(b, { weight: pairs.weight[i]!, pairs: 1 })
      this.edges[b]!.set(a, { weight: pairs.weight[i]!, pairs: 1 })
    }
    for (const [a, b] of options.apart ?? []) this.part(a, b)
    this.joinCertain(options.together ?? [])
  }

  private part(a: number, b: number): void {
    this.enemies[a] ??= new Set()
    this.enemies[b] ??= new Set()
    this.enemies[a]!.add(b)
    this.enemies[b]!.add(a)
  }

  private joinCertain(together: readonly (readonly [number, number])[]): void {
    for (const [a, b] of together) {
      const x = this.find(a)
      const y = this.find(b)
      // What people joined stays joined even against two codes: they have been asked.
      if (x !== y && !this.enemies[x]?.has(y)) this.join(x, y)
    }
    const first = new Map<number, number>()
    for (let row = 0; row < this.parent.length; row++) {
      const name = this.identity[row]!
      if (name < 0) continue
      const other = first.get(name)
      if (other === undefined) first.set(name, row)
      else {
        const x = this.find(other)
        const y = this.find(row)
        if (x !== y && !this.enemies[x]?.has(y)) this.join(x, y)
      }
    }
  }

  find(row: number): number {
    let root = row
    while (this.parent[root] !== root) root = this.parent[root]!
    for (let at = row; at !== root; ) {
      const next = this.parent[at]!
      this.parent[at] = root
      at = next
    }
    return root
  }

  private forbidden(a: number, b: number): boolean {
    const x = this.identity[a]!
    const y = this.identity[b]!
    return (x >= 0 && y >= 0 && x !== y) || (this.enemies[a]?.has(b) ?? false)
  }

  /** Weight of joining two clusters: what was compared, and `absent` for each pair that was not. */
  private weightOf(a: number, b: number, edge: Edge): number {
    return edge.weight + this.absent * (this.sizes[a]! * this.sizes[b]! - edge.pairs)
  }

  run(): void {
    for (let a = 0; a < this.edges.length; a++) {
      if (this.parent[a] !== a) continue
      for (const [b, edge] of this.edges[a]!) if (b > a) this.offer(a, b, edge)
    }
    for (let top = this.heap.pop(); top; top = this.heap.pop()) {
      const { a, b, weight } = top
      if (this.parent[a] !== a || this.parent[b] !== b) continue
      const edge = this.edges[a]!.get(b)
      if (!edge || this.weightOf(a, b, edge) !== weight || this.forbidden(a, b)) continue
      if (this.margin !== undefined && (this.claimed(a, b, weight) || this.claimed(b, a, weight))) continue
      this.join(a, b)
    }
  }

  /** True when another cluster, which excludes `to`, claims `cluster` nearly as much or more. */
  private claimed(cluster: number, to: number, weight: number): boolean {
    if (this.identity[cluster]! >= 0) return false
    for (const [other, edge] of this.edges[cluster]!) {
      if (other === to || !this.forbidden(other, to)) continue
      if (this.weightOf(cluster, other, edge) > weight - this.margin!) return true
    }
    return false
  }

  private offer(a: number, b: number, edge: Edge): void {
    const weight = this.weightOf(a, b, edge)
    if (weight > this.threshold && !this.forbidden(a, b)) this.heap.push({ a, b, weight })
  }

  /** Joins b into a, or a into b: the one with fewer neighbours moves. */
  private join(first: number, second: number): void {
    const [a, b] = this.edges[first]!.size >= this.edges[second]!.size ? [first, second] : [second, first]
    this.parent[b] = a
    this.sizes[a]! += this.sizes[b]!
    if (this.identity[a]! < 0) this.identity[a] = this.identity[b]!
    const mine = this.edges[a]!
    mine.delete(b)
    for (const enemy of this.enemies[b] ?? []) {
      this.enemies[enemy]!.delete(b)
      this.part(a, enemy)
    }
    for (const [other, edge] of this.edges[b]!) {
      if (other === a) continue
      this.edges[other]!.delete(b)
      const known = mine.get(other)
      if (known) {
        known.weight += edge.weight
        known.pairs += edge.pairs
        this.edges[other]!.set(a, known)
      } else {
        mine.set(other, edge)
        this.edges[other]!.set(a, edge)
      }
    }
    this.edges[b] = new Map()
    for (const [other, edge] of mine) this.offer(a, other, edge)
  }

  numbers(): Int32Array {
    const numberOf = new Map<number, number>()
    return Int32Array.from(this.parent, (_, row) => {
      const root = this.find(row)
      let number = numberOf.get(root)
      if (number === undefined) {
        number = numberOf.size
        numberOf.set(root, number)
      }
      return number
    })
  }
}
