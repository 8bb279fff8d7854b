/** How much a firm needs an input: 0 negligible, 1 replaceable in part (counts in proportion), 2 nothing runs without it. */
export type Essentiality = 0 | 1 | 2

/**
 * Essentiality of an input from sector `input` to a firm of sector `buyer`: one rule for all (`linear` = 1, `leontief` = 2),
 * a matrix of sectors × sectors (row = input), or a function.
 */
export type EssentialityRule =
  | 'linear'
  | 'leontief'
  | Uint8Array
  | ((input: number, buyer: number) => Essentiality)

/** A supply network as columns. Firms are 0 … firms - 1, sectors (or nodes of a taxonomy) 0 … sectors - 1. */
export interface RiskInput {
  readonly firms: number
  readonly sectors: number
  /** Sector of each firm. */
  readonly sector: ArrayLike<number>
  /** One row for each relation; a pair may occur more than once, its amounts add up. */
  readonly supplier: ArrayLike<number>
  readonly buyer: ArrayLike<number>
  /** Greater than 0, any one unit. */
  readonly amount: ArrayLike<number>
  /** What is supplied by each relation, when a firm supplies more than its own sector. */
  readonly arcSector?: ArrayLike<number>
  /** Size of each firm; by default what it sells in the network. */
  readonly output?: ArrayLike<number>
  readonly essentiality: EssentialityRule
}

/**
 * The network made ready for shocks: plain numbers and typed arrays, so that threads can share it (see {@link riskNetwork}).
 * A position is a firm as a supplier of one sector; most firms have one. A slot is what a buyer needs together: one for each
 * sector of essential inputs, and one for all inputs that are not essential.
 */
export interface RiskNetwork {
  readonly firms: number
  readonly sectors: number
  readonly positions: number
  readonly slots: number
  readonly sector: Uint32Array
  /** Size of each firm, and their sum. */
  readonly output: Float64Array
  readonly totalOutput: number
  /** Sum of the sizes of positions by sector, as an unevaluated sum of two doubles. */
  readonly sectorHigh: Float64Array
  readonly sectorLow: Float64Array
  /** Positions of firm `i`: `positionOffsets[i]` … `positionOffsets[i + 1] - 1`. */
  readonly positionOffsets: Uint32Array
  readonly positionFirm: Uint32Array
  readonly positionSector: Uint32Array
  readonly positionOutput: Float64Array
  /** Relations by supplying position, negligible ones left out: buyer, slot and share of the slot. */
  readonly downOffsets: Uint32Array
  readonly downBuyer: Uint32Array
  readonly downSlot: Uint32Array
  readonly downShare: Float64Array
  /** Slots of buyer `j`, their sector (or {@link FREE_SLOT}). */
  readonly slotOffsets: Uint32Array
  readonly slotSector: Uint32Array
  /** What the buyer takes in for each slot, in the unit of the amounts. */
  readonly slotAmount: Float64Array
  /** Relations by buyer: supplier and share of the supplier's output. */
  readonly upOffsets: Uint32Array
  readonly upSupplier: Uint32Array
  readonly upShare: Float64Array
}

/** Sector of the slot that holds all inputs which are not essential. */
export const FREE_SLOT = 0xffff_ffff

/** A row of the input that cannot be taken; `row` is its index in the columns. */
export class RiskInputError extends RangeError {
  readonly row: number
  readonly column: string
  readonly value: number
  readonly rule: 'firm' | 'sector' | 'amount' | 'output' | 'essentiality' | 'length'

  constructor(row: number, column: string, value: number, rule: RiskInputError['rule']) {
    super(`row ${row}, ${column} ${value}: ${RULES[rule]}`)
    this.name = 'RiskInputError'
    this.row = row
    this.column = column
    this.value = value
    this.rule = rule
  }
}

const RULES: Record<RiskInputError['rule'], string> = {
  firm: 'there is no such firm',
  sector: 'there is no such sector',
  amount: 'an amount must be greater than 0',
  output: 'a size must be 0 or greater',
  essentiality: 'essentiality is 0, 1 or 2',
  length: 'columns differ in length',
}

/** How a shock is computed. */
export interface EsriOptions {
  /** Steps end when no firm's output drops by more in a step; 0.01 as published. */
  readonly eps?: number
  /** A supplier that fails is replaced by the rest of its sector, by market share (published; the default). */
  readonly substitution?: boolean
  /** `published`: synchronous steps. `queue`: sector after sector as damage comes in, to the same fixed point. */
  readonly order?: 'published' | 'queue'
}

/** Result of one shock; shares of the whole network's output. */
export interface EsriFigures {
  /** Output lost, each firm by the worse of the two directions. */
  readonly esri: number
  /** Output lost by missing inputs alone, and by missing demand alone. */
  readonly down: number
  readonly up: number
  /** `esri` one step before the last. */
  readonly previous: number
  /** Steps made, the last one (whose largest drop is at most `eps`) counted; rounds of the queue for `queue`. */
  readonly steps: number
  /** Largest drop in the last step. */
  readonly residual: number
}

/** Losses of the firms that a shock reached, sparse. */
export interface ShockOutcome extends EsriFigures {
  readonly firm: Uint32Array
  readonly lossDown: Float64Array
  readonly lossUp: Float64Array
}

/** Share of output that a firm loses at once, 0 … 1. */
export interface Shock {
  readonly firm: ArrayLike<number>
  /** By default everything. */
  readonly share?: ArrayLike<number>
}
