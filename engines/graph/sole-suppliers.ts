import { type Column, compress } from './csr.ts'

/** A buyer that gets something from one supplier only. */
export interface SoleSupply {
  /** Rows of the table: all parallel relations of that supplier. */
  readonly rows: readonly number[]
  readonly supplier: number
  readonly buyer: number
  readonly category: number
}

/**
 * Articulation of supply at the first tier: for each buyer and category that it buys, whether a single firm supplies it.
 * A firm that supplies itself counts as a supplier like any other. Time: rows × log of the rows of one buyer.
 */
export function soleSuppliers(
  nodes: number,
  supplier: Column,
  buyer: Column,
  category: Column,
): SoleSupply[] {
  const byBuyer = compress(nodes, buyer, supplier)
  const sole: SoleSupply[] = []
  for (let b = 0; b < nodes; b++) {
    const rows = Array.from(byBuyer.rows.subarray(byBuyer.offsets[b], byBuyer.offsets[b + 1]))
    for (const [of, own] of Map.groupBy(rows, (row) => category[row] as number)) {
      const from = supplier[own[0] as number] as number
      if (own.every((row) => supplier[row] === from))
        sole.push({ rows: own, supplier: from, buyer: b, category: of })
    }
  }
  return sole
}
