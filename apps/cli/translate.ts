import { createTranslator } from '#kernel/i18n'
import { MESSAGES } from '../server/messages.ts'
import { terminalLang } from './output.ts'

/** Turns refusal codes into sentences of the terminal's language. */
export async function translateCode(): Promise<(code: string, params: Record<string, unknown>) => string> {
  const translate = createTranslator([MESSAGES])
  return (code, params) => translate(terminalLang(), code, params)
}
