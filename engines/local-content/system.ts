import { type Csr, components, compress, inArcOrder, membersOf } from '#engines/graph'
import { type Factors, factorise, solveFactored, solveTransposed } from './dense.ts'
import { type Packed, packedOf, sweepUp, waveDown } from './packed.ts'
import { type ContentNetwork, NonProductiveError } from './types.ts'

/** Cycles of more nodes than this are solved by sweeps in place of factors. */
const DENSE = 300
/** Relative change of a sweep that counts as none. */
const STILL = 1e-15
const MOST_SWEEPS = 100_000

/** A network ready to be solved: nodes ordered so that suppliers come before buyers, cycles apart. */
export interface ContentSystem {
  readonly network: ContentNetwork
  /** For each buyer its suppliers. */
  readonly inputs: Csr
  readonly quantity: Float64Array
  /** Nodes by strongly connected component, suppliers before buyers. */
  readonly blocks: { readonly offsets: Uint32Array; readonly nodes: Uint32Array }
  readonly blockOf: Uint32Array
  readonly factors: Map<number, Factors>
  readonly packed: Map<number, Packed>
}

/**
 * Prepares a network.
 * @throws RangeError when a quantity or value added is negative, infinite or missing
 * Time: nodes + arcs + (size of each cycle, at most 300)³.
 */
export function contentSystem(network: ContentNetwork): ContentSystem {
  requireNumbers('quantity', network.quantity)
  requireNumbers('valueAdded', network.valueAdded)
  const inputs = compress(network.nodes, network.buyer, network.supplier)
  const found = components(inputs)
  return {
    network,
    inputs,
    quantity: inArcOrder(inputs, network.quantity),
    blocks: membersOf(found),
    blockOf: found.of,
    factors: new Map(),
    packed: new Map(),
  }
}

function requireNumbers(name: string, values: ArrayLike<number>): void {
  for (let at = 0; at < values.length; at++)
    if (!((values[at] as number) >= 0 && (values[at] as number) < Number.POSITIVE_INFINITY))
      throw new RangeError(`${name} ${at} is ${values[at]}: it must be a number of 0 or more`)
}

/**
 * Solves x = own + Q x, where row j of Q has the quantities that node j takes of its suppliers: prices out of value
 * added, local value out of local value added. `counted` replaces what comes through an arc by something fixed.
 * @throws NonProductiveError when a cycle consumes more than it makes
 */
export function solveUp(system: ContentSystem, own: ArrayLike<number>): Float64Array {
  const { inputs, quantity, blocks } = system
  const x = new Float64Array(system.network.nodes)
  for (let block = 0; block + 1 < blocks.offsets.length; block++)
    solveBlock(system, block, x, (node, isOutside) => {
      let sum = own[node] as number
      for (let arc = inputs.offsets[node] as number; arc < (inputs.offsets[node + 1] as number); arc++) {
        const from = inputs.neighbours[arc] as number
        if (isOutside(from)) sum += (quantity[arc] as number) * (x[from] as number)
      }
      return sum
    })
  return x
}

/** Fills x for one block of nodes whose suppliers outside the block are solved. */
export function solveBlock(
  system: ContentSystem,
  block: number,
  x: Float64Array,
  rightSide: (node: number, isOutside: (from: number) => boolean) => number,
): void {
  const nodes = nodesOf(system, block)
  const isOutside = (from: number) => system.blockOf[from] !== block
  const b = Float64Array.from(nodes, (node) => rightSide(node, isOutside))
  const solved = nodes.length <= DENSE ? solveSmall(system, block, b) : sweep(system, block, b)
  for (const [at, node] of nodes.entries()) x[node] = solved[at] as number
}

export function nodesOf({ blocks }: ContentSystem, block: number): Uint32Array {
  return blocks.nodes.subarray(blocks.offsets[block], blocks.offsets[block + 1])
}

function solveSmall(system: ContentSystem, block: number, b: Float64Array): Float64Array {
  const nodes = nodesOf(system, block)
  const isFree = nodes.length === 1 && ownUse(system, nodes[0] as number) === 0
  if (isFree) return b
  return solveFactored(factorsOf(system, block), b)
}

/** What a unit of a node's output takes of itself. */
function ownUse({ inputs, quantity }: ContentSystem, node: number): number {
  let sum = 0
  for (let arc = inputs.offsets[node] as number; arc < (inputs.offsets[node + 1] as number); arc++)
    if (inputs.neighbours[arc] === node) sum += quantity[arc] as number
  return sum
}

/**
 * Factors of I - Q inside a block. Such a matrix belongs to a productive cycle exactly when its inverse has no negative
 * entry (Hawkins and Simon 1949), which holds when all pivots without exchange are positive; here: when what it gives for
 * one unit of everything is positive.
 */
function factorsOf(system: ContentSystem, block: number): Factors {
  const known = system.factors.get(block)
  if (known) return known
  const nodes = nodesOf(system, block)
  const size = nodes.length
  const place = new Map([...nodes].map((node, at) => [node, at]))
  const matrix = new Float64Array(size * size)
  for (const [row, node] of nodes.entries()) {
    matrix[row * size + row] = 1
    const { inputs, quantity } = system
    for (let arc = inputs.offsets[node] as number; arc < (inputs.offsets[node + 1] as number); arc++) {
      const column = place.get(inputs.neighbours[arc] as number)
      if (column !== undefined)
        matrix[row * size + column] = (matrix[row * size + column] as number) - (quantity[arc] as number)
    }
  }
  const factors = factorise(matrix, size)
  if (!factors || !isProductive(factors)) throw new NonProductiveError([...nodes])
  system.factors.set(block, factors)
  return factors
}

function isProductive(factors: Factors): boolean {
  const one = new Float64Array(factors.size).fill(1)
  const up = solveFactored(factors, one)
  return up.every((value) => value >= 1 - 1e-9 && value < 1e12)
}

/** Gauss-Seidel inside a large block; a cycle that does not come to rest consumes more than it makes. */
function sweep(system: ContentSystem, block: number, b: Float64Array): Float64Array {
  const nodes = nodesOf(system, block)
  const packed = packedOf(system, block, nodes)
  if (packed.own.some((own) => own >= 1)) throw new NonProductiveError([...nodes])
  const x = Float64Array.from(b)
  for (let round = 0; round < MOST_SWEEPS; round++) {
    const change = sweepUp(packed, b, x)
    if (change <= STILL) return x
    if (!Number.isFinite(change) || (round > 200 && change > 1)) throw new NonProductiveError([...nodes])
  }
  throw new NonProductiveError([...nodes])
}

/**
 * Solves y = own + Qᵀ y: how much of each node's output goes, through all tiers, into given amounts of products. `cut`
 * stops what would go through an arc.
 */
export function solveDown(
  system: ContentSystem,
  own: ArrayLike<number>,
  cut?: (arc: number) => boolean,
): Float64Array {
  const { inputs, quantity, blocks, blockOf } = system
  const y = Float64Array.from({ length: system.network.nodes }, (_, node) => (own[node] as number) || 0)
  for (let block = blocks.offsets.length - 2; block >= 0; block--) {
    const nodes = nodesOf(system, block)
    if (nodes.length > 1 || ownUse(system, nodes[0] as number) > 0) settle(system, block, y, cut)
    for (const node of nodes) {
      const much = y[node] as number
      if (much === 0) continue
      for (let arc = inputs.offsets[node] as number; arc < (inputs.offsets[node + 1] as number); arc++) {
        const from = inputs.neighbours[arc] as number
        if (blockOf[from] === block || cut?.(arc)) continue
        y[from] = (y[from] as number) + much * (quantity[arc] as number)
      }
    }
  }
  return y
}

/** Solves one block of the transposed system in place; its right side stands in y. */
function settle(system: ContentSystem, block: number, y: Float64Array, cut?: (arc: number) => boolean): void {
  const nodes = nodesOf(system, block)
  const start = Float64Array.from(nodes, (node) => y[node] as number)
  if (start.every((value) => value === 0)) return
  if (!cut && nodes.length <= DENSE) {
    const solved = solveTransposed(factorsOf(system, block), start)
    for (const [at, node] of nodes.entries()) y[node] = solved[at] as number
    return
  }
  // Waves of what goes round: each is smaller than the one before, because the cycle is productive.
  const packed = packedOf(system, block, nodes)
  const total = Float64Array.from(start)
  let wave = start
  let next = new Float64Array(nodes.length)
  for (let round = 0; round < MOST_SWEEPS; round++) {
    const left = waveDown(packed, wave, next, cut)
    let all = 0
    for (let at = 0; at < nodes.length; at++) {
      total[at] = (total[at] as number) + (next[at] as number)
      all += total[at] as number
    }
    const spent = wave
    wave = next
    next = spent
    if (left <= STILL * all) break
  }
  for (let at = 0; at < nodes.length; at++) y[nodes[at] as number] = total[at] as number
}
