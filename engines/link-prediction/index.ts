export { predictLinks } from './predict.ts'
export {
  FEATURES,
  type FeatureName,
  type FirmColumns,
  type LinkEvaluation,
  type LinkPrediction,
  type LinkProposal,
  type PredictOptions,
  type Ranked,
  type Reason,
  type SupplyNetwork,
} from './types.ts'
