import { checkTexts } from '../parts/testing-texts.ts'
import { modelsTexts } from './messages.ts'

checkTexts(import.meta.dirname, modelsTexts, ['chain.models'], ['chain.models.list'])
