export { codesIn, type KeyFault, missingKeys } from './missing-keys.ts'
export { type Catalog, createTranslator, type Translator } from './translator.ts'
