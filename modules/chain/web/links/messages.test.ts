import { checkTexts } from '../parts/testing-texts.ts'
import { linkTexts } from './messages.ts'

checkTexts(import.meta.dirname, linkTexts, ['chain.links', 'chain.link'])
