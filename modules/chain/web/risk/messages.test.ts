import { checkTexts } from '../parts/testing-texts.ts'
import { riskTexts } from './messages.ts'

checkTexts(import.meta.dirname, riskTexts, ['chain.risk', 'chain.shock'], ['chain.risk.firms'])
