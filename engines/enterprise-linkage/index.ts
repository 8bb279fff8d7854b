export { EnterpriseIndex } from './entity-index.ts'
export { linkEnterprises } from './link.ts'
export { NAME_LEVELS } from './name-level.ts'
export { explainPair } from './score.ts'
export type {
  EnterpriseLinks,
  EnterpriseRecord,
  FieldWeight,
  Frequencies,
  LinkCandidate,
  LinkModel,
  LinkOptions,
  LinkStage,
  LinkWarning,
  PairExplanation,
  ScoredPairs,
} from './types.ts'
export { phoneOf } from './values.ts'
