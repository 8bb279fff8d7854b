import type { Calibration, Reliability } from '#engines/calibration'

type Column = ArrayLike<number>

/** Known relations: rows of one supplier, one buyer and the node supplied. */
export interface SupplyNetwork {
  /** Number of firms; `supplier` and `buyer` hold 0 … firms - 1. */
  readonly firms: number
  /** Number of nodes of the taxonomy that take part; `node` holds 0 … nodes - 1. */
  readonly nodes: number
  readonly supplier: Column
  readonly buyer: Column
  readonly node: Column
  /** When each relation began, any growing number; needed for hold-out by time. */
  readonly since?: Column
}

/** What is known of the firms. Everything but the capabilities may be left out; NaN and -1 are "unknown". */
export interface FirmColumns {
  /** Who can make which node: rows of firm and node, with a stage from 0 (claimed) to 1 (in mass production). */
  readonly capability: { readonly firm: Column; readonly node: Column; readonly stage?: Column }
  /** Number of the group or owner; -1 unknown or none. */
  readonly group?: Column
  /** Number of the district; -1 unknown. */
  readonly district?: Column
  /** Place in kilometres on any plane. */
  readonly x?: Column
  readonly y?: Column
  /** Size in any one unit (revenue, staff). */
  readonly size?: Column
}

export interface PredictOptions {
  /** How many proposals at most. Default 100. */
  readonly top?: number
  readonly minProbability?: number
  /** Only for these buyers. */
  readonly buyers?: ArrayLike<number>
  /** Hide known relations at random, or the latest ones. Default random. */
  readonly holdout?: 'random' | 'time'
  /** Share of the known relations that is hidden to learn from. Default 0.2. */
  readonly hidden?: number
  /** Share of all true relations that is believed to be unknown. Default: as many as were hidden. */
  readonly assumedMissing?: number
  /** Nodes looked at for a buyer, and suppliers for a node. Defaults 12 and 30. */
  readonly nodesPerBuyer?: number
  readonly suppliersPerNode?: number
  /** Negative candidates learnt from, at most. Default 60,000. */
  readonly negatives?: number
  readonly onProgress?: (share: number) => void
}

export interface Reason {
  readonly feature: FeatureName
  /** The feature's value; NaN when it is unknown for this pair. */
  readonly value: number
  /** What it adds to the log-odds, against the average candidate. */
  readonly contribution: number
}

/** A relation that may exist. Never a fact: it must not enter any figure that counts relations. */
export interface LinkProposal {
  readonly supplier: number
  readonly buyer: number
  readonly node: number
  readonly probability: number
  readonly reasons: readonly Reason[]
}

export interface Ranked {
  readonly auc: number
  readonly averagePrecision: number
  /** Share of hidden relations among the first k, for each k of `at`. */
  readonly precisionAt: readonly number[]
}

export interface LinkEvaluation {
  readonly heldOut: number
  /** Share of the hidden relations that stood among the candidates at all: no ranking finds the others. */
  readonly reachable: number
  /** Candidates of the buyers kept for evaluation, and hidden relations among them. */
  readonly candidates: number
  readonly positives: number
  readonly at: readonly number[]
  readonly model: Ranked
  readonly preferentialAttachment: Ranked
  readonly commonNeighbours: Ranked
  readonly reliability: Reliability
}

export interface LinkPrediction {
  readonly proposals: readonly LinkProposal[]
  /** Null when there was too little to learn from; then nothing is proposed. */
  readonly calibration: Calibration | null
  readonly evaluation: LinkEvaluation | null
  readonly warnings: readonly { readonly code: 'tooFewRelations' | 'unreachable'; readonly count: number }[]
}

export const FEATURES = [
  'supplierLinks',
  'buyerLinks',
  'need',
  'similarBuyers',
  'commonPartners',
  'sameGroup',
  'sameDistrict',
  'distance',
  'sizeRatio',
  'supplierSize',
  'stage',
  'lacksSupplier',
  'knownSuppliers',
  'rivals',
  'sellsNode',
  'reverse',
] as const
export type FeatureName = (typeof FEATURES)[number]
