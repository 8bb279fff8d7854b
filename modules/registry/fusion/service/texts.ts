import type { Bilingual } from '#kernel/contract'
import { jobsMessages } from '#kernel/jobs'
import { describeRule } from '#kernel/tables'
import { importMessages } from '../../import/messages.ts'
import { registryMessages } from '../../messages.ts'
import { fusionMessages } from '../messages.ts'

const MESSAGES = { ...jobsMessages, ...registryMessages, ...importMessages, ...fusionMessages }

/** A code in both languages. */
export function inBoth(code: string, params: Record<string, unknown>): Bilingual {
  return {
    zh: describeRule({ code, params }, 'zh', MESSAGES),
    en: describeRule({ code, params }, 'en', MESSAGES),
  }
}
