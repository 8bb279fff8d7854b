export { type Firm, generate, type Row } from './generate.ts'
