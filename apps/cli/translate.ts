import { createTranslator } from '#kernel/i18n'
import { MESSAGES } from '../server/messages.ts'
import type { JobView } from './client.ts'
import { CliError, type TranslateCode } from './errors.ts'
import { EXIT } from './output.ts'

/** Turns refusal codes into sentences. */
export function translateCode(): TranslateCode {
  return createTranslator([MESSAGES])
}

/** Why a job did not come to its end, in both languages. */
export function jobError({ state, error }: JobView): CliError {
  if (state === 'cancelled' || !error)
    return new CliError('任务已取消', 'The job was cancelled', EXIT.refused, { code: `job.${state}` })
  const translate = translateCode()
  const { code, params } = error
  return new CliError(translate('zh', code, params), translate('en', code, params), EXIT.refused, { code })
}
