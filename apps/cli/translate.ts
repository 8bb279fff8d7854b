import { createTranslator } from '#kernel/i18n'
import { MESSAGES } from '../server/messages.ts'
import type { TranslateCode } from './errors.ts'

/** Turns refusal codes into sentences. */
export function translateCode(): TranslateCode {
  return createTranslator([MESSAGES])
}
