import { checkTexts } from '../parts/testing-texts.ts'
import { settingsTexts } from './messages.ts'

checkTexts(import.meta.dirname, settingsTexts, ['chain.settings'])
