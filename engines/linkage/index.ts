export { type BlockOptions, candidatePairs } from './block.ts'
export { type ClusterOptions, clusterRows, type WeightedPairs } from './cluster.ts'
export { compareAll, type LevelColumns, type Patterns, patternsOf } from './compare.ts'
export { chanceOfAgreement, type EncodedColumn, encodeColumn } from './frequency.ts'
export { type LearnOptions, learn } from './learn.ts'
export { frequencyWeight, probabilityOf, scorePairs, type WeightParts, weightParts } from './score.ts'
export type {
  BlockingRule,
  CandidatePairs,
  Comparison,
  DroppedKey,
  LinkageModel,
  PairClass,
} from './types.ts'
