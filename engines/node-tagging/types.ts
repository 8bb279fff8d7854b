import type { Calibration, Reliability, Share } from '#engines/calibration'

/** A node of the taxonomy, as far as tagging needs it. */
export interface TaxonomyNode {
  readonly code: string
  readonly parent: string | null
  /** 0 the root, 1 systems, 2 assemblies, 3 parts and services, 4 parts of parts. */
  readonly tier: number
  readonly nameZh: string
  readonly nameEn: string
  readonly synonymsZh: readonly string[]
  readonly synonymsEn: readonly string[]
}

export const FIELDS = ['name', 'scope', 'products', 'patents'] as const
export type Field = (typeof FIELDS)[number]

/** What is known of a firm in words; several products or patents are separated by ； or line ends. */
export type FirmTexts = Partial<Record<Field, string | null>>

export interface LabelledFirm {
  readonly texts: FirmTexts
  /** Codes of the nodes that the firm makes or offers; empty for a firm outside the chain. */
  readonly nodes: readonly string[]
}

/** What a proposal rests on: the words, where they stand, and how much they add to the log-odds. */
export interface Evidence {
  readonly field: Field
  readonly words: string
  readonly kind: 'term' | 'similar' | 'pattern'
  /** For a term: whether its clause makes, only trades, leaves it open, or excludes it. */
  readonly context?: Context
  readonly weight: number
}

export type Context = 'make' | 'plain' | 'trade' | 'excluded'

export interface TagProposal {
  readonly node: string
  /** Calibrated: of all proposals of this probability, this share is right. */
  readonly probability: number
  /** Whether it reaches the threshold of its node. */
  readonly accepted: boolean
  readonly evidence: readonly Evidence[]
}

export interface TrainOptions {
  /** Nodes from this tier on are proposed; those above are sums of them. Default 3. */
  readonly minTier?: number
  /** Folds held out for calibration. Default 4; 0 leaves the logistic probabilities as they are. */
  readonly folds?: number
  readonly epochs?: number
  /** Strength that holds the weights of patterns near zero. */
  readonly shrink?: number
  readonly onProgress?: (share: number) => void
}

/** A trained tagger: plain data, to be stored as JSON. */
export interface TaggerModel {
  readonly version: 1
  readonly nodes: readonly TaxonomyNode[]
  /** Places in `nodes` that are proposed. */
  readonly targets: readonly number[]
  /** Labelled examples of each target. */
  readonly support: readonly number[]
  readonly bias: number
  /** Weights of what a node and a text have in common, shared by all nodes. */
  readonly shared: readonly number[]
  readonly vocabulary: readonly string[]
  readonly idf: readonly number[]
  /** Weight of each pattern for "within the chain at all", shared by all candidate nodes. */
  readonly relevance: readonly number[]
  /** For each pattern the targets it speaks for or against and its weights: [target, weight, target, weight, …]. */
  readonly patterns: readonly (readonly number[])[]
  readonly calibration: Calibration | null
  readonly thresholds: readonly number[]
  /** How the calibrated probabilities did on the folds held out. */
  readonly reliability: Reliability | null
}

export interface NodeFigures {
  readonly node: string
  readonly support: number
  readonly truePositives: number
  readonly falsePositives: number
  /** Null: nobody labelled this node, so nothing is known. */
  readonly precision: Share | null
  readonly recall: Share | null
  readonly f1: number | null
  readonly brier: number | null
}

export interface Evaluation {
  readonly examples: number
  readonly nodes: readonly NodeFigures[]
  readonly micro: { readonly precision: Share; readonly recall: Share; readonly f1: number }
  readonly macroF1: number
  /** Share of firms without any node for which none was accepted. */
  readonly quiet: Share
  readonly reliability: Reliability
}
