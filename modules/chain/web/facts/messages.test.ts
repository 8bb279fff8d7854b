import { checkTexts } from '../parts/testing-texts.ts'
import { factsTexts } from './messages.ts'

checkTexts(import.meta.dirname, factsTexts, ['chain.facts'], ['chain.facts.list'])
