import { checkTexts } from '../parts/testing-texts.ts'
import { graphTexts } from './messages.ts'

checkTexts(import.meta.dirname, graphTexts, ['chain.graph'])
