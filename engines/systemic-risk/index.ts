export { type Cascade, cascade } from './cascade.ts'
export { type DaysOptions, type DaysOutcome, followDays, NEVER, type SpareCapacity } from './days.ts'
export { cascadeOf, type EsriTable, esriOfShock, esriRange, esriRanges } from './esri.ts'
export { type EssentialityOverride, essentialityFromTree, type PartTree } from './essentiality.ts'
export { explainShock, type ShockExplanation, type StopLink, type StopPath } from './explain.ts'
export { essentialityOf, riskNetwork } from './network.ts'
export { queueCascade } from './queue.ts'
export { type SecondSource, type SecondSourceGain, secondSource } from './second-source.ts'
export {
  type EsriFigures,
  type EsriOptions,
  type Essentiality,
  type EssentialityRule,
  FREE_SLOT,
  type RiskInput,
  RiskInputError,
  type RiskNetwork,
  type Shock,
  type ShockOutcome,
} from './types.ts'
