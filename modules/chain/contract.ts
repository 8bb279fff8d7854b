export { LOCAL_DEFINITIONS, type LocalDefinition } from './domain/settings.ts'
