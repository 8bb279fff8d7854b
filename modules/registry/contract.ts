export * from './contract/enterprise.ts'
export * from './contract/import.ts'
export * from './contract/parts.ts'
export * from './contract/reference.ts'
