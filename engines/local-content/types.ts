/**
 * What is made of what: a unit of each node's output takes `quantity` units of its suppliers' outputs and `valueAdded` of
 * its own (wages, margin, depreciation …). Products are nodes as well. In money terms (a firm's purchases from a supplier
 * over its output) prices are 1 and quantities are input coefficients.
 */
export interface ContentNetwork {
  readonly nodes: number
  readonly supplier: ArrayLike<number>
  readonly buyer: ArrayLike<number>
  readonly quantity: ArrayLike<number>
  /** Per unit of output, any money. */
  readonly valueAdded: ArrayLike<number>
  /** 1 made here, 0 elsewhere, NaN not known; between for a node of several places. */
  readonly local: ArrayLike<number>
}

/** A bill that asks for more than it gives: its cycle would have to be bought to make itself. */
export class NonProductiveError extends RangeError {
  /** Nodes of the cycle. */
  readonly nodes: readonly number[]

  constructor(nodes: readonly number[]) {
    super(`nodes ${nodes.slice(0, 10).join(', ')} consume more of each other than they make`)
    this.name = 'NonProductiveError'
    this.nodes = nodes
  }
}

/** The five definitions of a local sourcing rate. */
export const DEFINITIONS = [
  'part_count',
  'tier1_spend',
  'traced_value_added',
  'roll_up',
  'originating',
] as const
export type Definition = (typeof DEFINITIONS)[number]

/** A rate with what is not known: `value` counts the known only, the bounds count the unknown as foreign and as local. */
export interface Rate {
  /** NaN where nothing is known. */
  readonly value: number
  readonly lower: number
  readonly upper: number
  /** Share of the value (or of the parts) whose place is known. */
  readonly coverage: number
}
