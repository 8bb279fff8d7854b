/** One way to compare two rows, with levels from the weakest (0) to the strongest. */
export interface Comparison {
  readonly name: string
  readonly levels: readonly string[]
  /** The level that two rows reach, or -1 where one of them says nothing. */
  compare(left: number, right: number): number
  /**
   * How common the value is that both rows share at a level, as a share of all rows (term frequency); 0 where the level
   * is not adjusted. Agreement on a rare value says more.
   */
  frequency?(level: number, left: number, right: number): number
}

/** Rows that share a key are candidates. */
export interface BlockingRule {
  readonly name: string
  /** The keys of a row; none where it says nothing. */
  keys(row: number): readonly string[]
  /** Keys shared by more rows than this are left out and reported. */
  readonly limit?: number
}

/** Candidate pairs in columns, `left[i] < right[i]`. */
export interface CandidatePairs {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly dropped: readonly DroppedKey[]
}

/** A key on too many rows. */
export interface DroppedKey {
  readonly rule: string
  readonly key: string
  readonly rows: number
}

/** One kind of pairs: matches, or pairs that do not match in one way or another (strangers, firms of one owner …). */
export interface PairClass {
  readonly match: boolean
  /** Share of the candidate pairs that are of this class. */
  readonly share: number
  /** By comparison and level: how often a pair of this class is met at the level. */
  readonly levels: readonly (readonly number[])[]
}

/** Learnt weights; plain data, to be kept as JSON. */
export interface LinkageModel {
  readonly comparisons: readonly { readonly name: string; readonly levels: readonly string[] }[]
  readonly classes: readonly PairClass[]
  /** By comparison the share of pairs that agree by chance, to which frequencies are held; 0 for no adjustment. */
  readonly chance: readonly number[]
}
