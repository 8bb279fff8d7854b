export * from './contract/gaps.ts'
export * from './contract/local.ts'
export * from './contract/runs.ts'
export { LOCAL_DEFINITIONS, type LocalDefinition } from './domain/settings.ts'
