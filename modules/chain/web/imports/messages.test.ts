import { checkTexts } from '../parts/testing-texts.ts'
import { importTexts } from './messages.ts'

checkTexts(import.meta.dirname, importTexts, ['chain.imports'], ['chain.imports.rows'])
