export { type Firm, generate, type Row } from './generate.ts'
export { Choice } from './random.ts'
