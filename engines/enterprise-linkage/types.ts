import type { LinkageModel } from '#engines/linkage'

/** A row of any source that speaks of an enterprise; what a source does not say is null. */
export interface EnterpriseRecord {
  readonly id: string
  /** Code of the source. */
  readonly source: string
  readonly name: string | null
  /** Unified social credit code, or what stands in that column. */
  readonly uscc: string | null
  readonly legalRep: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly city: string | null
  /** Founding date as written. */
  readonly established: string | null
  readonly formerNames?: readonly string[]
}

/** What linking found strange in the data; counts of records. */
export interface LinkWarning {
  /**
   * `codeShared`: a credit code on many names, not taken as one; `keyShared`: a value on too many records to compare them
   * all by it; `codeInvalid`: codes whose check fails; `rowEmpty`: rows that say nothing, each an entity of its own.
   */
  readonly code: 'codeShared' | 'keyShared' | 'codeInvalid' | 'rowEmpty'
  readonly field: string
  readonly value: string
  readonly records: number
}

export interface LinkOptions {
  /** Sources whose word is taken on a code that many names share: the register of enterprises. */
  readonly anchors?: ReadonlySet<string>
  /** Decisions of people, by record number: held whatever the weights say. The later decision wins a contradiction. */
  readonly together?: readonly (readonly [number, number])[]
  readonly apart?: readonly (readonly [number, number])[]
  /** Weights learnt before, to be used instead of learning. */
  readonly model?: LinkModel
  /** Called now and then with the share done, 0 to 1; may throw to stop. */
  readonly onProgress?: (share: number, stage: LinkStage) => void
}

export type LinkStage = 'prepare' | 'block' | 'compare' | 'learn' | 'cluster'

/** Learnt weights; plain data, to be kept as JSON. */
export interface LinkModel {
  readonly version: 1
  /** Industry words found in the table, beside the common ones. */
  readonly words: readonly string[]
  readonly frequencies: Frequencies
  readonly linkage: LinkageModel
}

/** Values that are more common than most, with their share of the records; agreement on them says less. */
export type Frequencies = Readonly<
  Record<
    'trade' | 'core' | 'phone' | 'person',
    {
      /** Chance that two records agree. */
      readonly chance: number
      readonly common: readonly (readonly [value: string, share: number])[]
    }
  >
>

/** Scored pairs in columns; record numbers, `left[i] < right[i]`. */
export interface ScoredPairs {
  readonly left: Int32Array
  readonly right: Int32Array
  /** Match weight in bits, prior included. */
  readonly weight: Float32Array
}

export interface EnterpriseLinks {
  /** Entity number of each record, 0 to entities - 1. */
  readonly entity: Int32Array
  readonly entities: number
  /** For each entity the entity of its head office, or -1. */
  readonly head: Int32Array
  readonly pairs: ScoredPairs
  readonly model: LinkModel
  readonly warnings: readonly LinkWarning[]
  /**
   * Expected by the model among the compared pairs, not measured against truth; pairs that were never compared are not
   * in it. Null where nothing was put together.
   */
  readonly expected: { readonly precision: number; readonly recall: number } | null
}

export interface FieldWeight {
  readonly comparison: string
  readonly level: string
  /** The two values as compared, normalised. */
  readonly left: string | null
  readonly right: string | null
  /** In bits: positive speaks for one enterprise. */
  readonly weight: number
}

export interface PairExplanation {
  readonly prior: number
  readonly weight: number
  readonly probability: number
  readonly fields: readonly FieldWeight[]
  /** What forbids or forces the pair whatever its weight. */
  readonly rules: readonly ('codesDiffer' | 'branchDiffers' | 'sameCode')[]
}

/** A record of an index that may be the one asked for. */
export interface LinkCandidate {
  readonly id: string
  readonly weight: number
  readonly probability: number
}
