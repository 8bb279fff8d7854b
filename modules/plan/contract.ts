export * from './contract/compile.ts'
export * from './contract/measure.ts'
export * from './contract/plan.ts'
export * from './contract/report.ts'
