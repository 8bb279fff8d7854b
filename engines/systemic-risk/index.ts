export { type Cascade, cascade } from './cascade.ts'
export { cascadeOf, type EsriTable, esriOfShock, esriRange, esriRanges } from './esri.ts'
export { essentialityOf, riskNetwork } from './network.ts'
export { queueCascade } from './queue.ts'
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
