import type { Bilingual } from '#kernel/contract'
import { jobsMessages } from '#kernel/jobs'
import type { Ctx } from '#kernel/module'
import { describeRule } from '#kernel/tables'

/** A code in both languages. */
export function inBoth(ctx: Ctx, code: string, params: Record<string, unknown>): Bilingual {
  const catalog = Object.assign({}, jobsMessages, ...ctx.kernel.modules.map(({ messages }) => messages))
  return {
    zh: describeRule({ code, params }, 'zh', catalog),
    en: describeRule({ code, params }, 'en', catalog),
  }
}
