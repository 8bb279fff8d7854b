/** Rows of neighbours, compressed: the arcs of node `v` are `neighbours[offsets[v]] … neighbours[offsets[v + 1] - 1]`. */
export interface Csr {
  readonly nodes: number
  readonly arcs: number
  /** Length `nodes + 1`. */
  readonly offsets: Uint32Array
  /** The node at the other end of each arc. */
  readonly neighbours: Uint32Array
  /** The row of the column table that each arc came from. */
  readonly rows: Uint32Array
}

/** Numbers of any typed array. */
export type Column = ArrayLike<number>

/** What allocates the arrays; give {@link sharedMemory} when workers shall read them without a copy. */
export type Memory = (bytes: number) => ArrayBufferLike

export const ownMemory: Memory = (bytes) => new ArrayBuffer(bytes)
export const sharedMemory: Memory = (bytes) => new SharedArrayBuffer(bytes)

/**
 * Compresses arcs given as two columns into rows by their `from` node. Arcs may repeat (a multigraph) and may lead back
 * to their own node; within a row they keep the order of the table.
 *
 * @param nodes number of nodes; both columns hold 0 … nodes - 1
 * @throws RangeError when the columns differ in length or name a node that does not exist (with its row)
 * Time and memory: nodes + arcs (a counting sort).
 */
export function compress(nodes: number, from: Column, to: Column, memory: Memory = ownMemory): Csr {
  const arcs = from.length
  if (to.length !== arcs) throw new RangeError(`columns differ in length: ${arcs} and ${to.length}`)
  const offsets = new Uint32Array(memory((nodes + 1) * 4))
  for (let row = 0; row < arcs; row++) {
    const a = from[row] as number
    const b = to[row] as number
    if (!(a >= 0 && a < nodes && b >= 0 && b < nodes && Number.isInteger(a) && Number.isInteger(b)))
      throw new RangeError(`row ${row}: arc ${a} to ${b} leaves the ${nodes} nodes`)
    ;(offsets[a + 1] as number)++
  }
  for (let v = 0; v < nodes; v++) offsets[v + 1] = (offsets[v + 1] as number) + (offsets[v] as number)
  const next = offsets.slice(0, nodes)
  const neighbours = new Uint32Array(memory(arcs * 4))
  const rows = new Uint32Array(memory(arcs * 4))
  for (let row = 0; row < arcs; row++) {
    const a = from[row] as number
    const slot = next[a] as number
    next[a] = slot + 1
    neighbours[slot] = to[row] as number
    rows[slot] = row
  }
  return { nodes, arcs, offsets, neighbours, rows }
}

/** A column of the table in the order of the arcs, so that loops over rows read it in sequence. */
export function inArcOrder(csr: Csr, column: Column, memory: Memory = ownMemory): Float64Array {
  const values = new Float64Array(memory(csr.arcs * 8))
  for (let arc = 0; arc < csr.arcs; arc++) values[arc] = column[csr.rows[arc] as number] as number
  return values
}
