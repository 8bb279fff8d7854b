import { checkTexts } from '../parts/testing-texts.ts'
import { checkPageTexts } from './messages.ts'

checkTexts(import.meta.dirname, checkPageTexts, ['chain.checks'])
