export { dictionaryOnly, evaluateOn, evaluateTagger } from './measure.ts'
export { rollUp, type TagOptions, tag } from './tag.ts'
export { stableHash, textKey, trainTagger } from './train.ts'
export type {
  Context,
  Evaluation,
  Evidence,
  Field,
  FirmTexts,
  LabelledFirm,
  NodeFigures,
  TaggerModel,
  TagProposal,
  TaxonomyNode,
  TrainOptions,
} from './types.ts'
