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

/** Candidate pairs in columns, `left[i] < right[i]`; `rules[i]` has a bit for each rule that proposed the pair. */
export interface CandidatePairs {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly rules: Uint32Array
  readonly dropped: readonly DroppedKey[]
}

/** A key on too many rows. */
export interface DroppedKey {
  readonly rule: string
  readonly key: string
  readonly rows: number
}

/** What was learnt of a comparison: how often each level is met among matches and among the others. */
export interface ComparisonWeights {
  readonly name: string
  readonly levels: readonly { readonly name: string; readonly m: number; readonly u: number }[]
  /** Share of pairs that agree by chance on the adjusted level, to which frequencies are held. */
  readonly chance: number
}

/** Learnt weights; plain data, to be kept as JSON. */
export interface LinkageModel {
  /** Log-odds in bits that a candidate pair is a match, before anything is compared. */
  readonly prior: number
  readonly comparisons: readonly ComparisonWeights[]
}
