export { complexity } from './complexity.ts'
export { type EigenPair, eigenPair } from './symmetric-eigen.ts'
export type {
  Complexity,
  ComplexityOptions,
  ComplexityTable,
  ComplexityWarning,
  Fitness,
} from './types.ts'
