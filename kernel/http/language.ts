import type { FastifyRequest } from 'fastify'
import type { Lang } from '../module/index.ts'

/** Cookie in which the pages may keep the language. */
const LANG_COOKIE = 'zq_lang'

/** The language of an answer: `?lang=`, then the Accept-Language header, the cookie, the account, the setting. */
export function languageOf(request: FastifyRequest, ofAccount: Lang | null, standard: Lang): Lang {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang
  return (
    langOf(asked) ??
    preferred(request.headers['accept-language']) ??
    langOf(request.cookies?.[LANG_COOKIE]) ??
    ofAccount ??
    standard
  )
}

function langOf(text: unknown): Lang | undefined {
  return text === 'zh' || text === 'en' ? text : undefined
}

/** The language that an Accept-Language header likes most, of the two there are (RFC 9110 section 12.5.4). */
export function preferred(header: string | undefined): Lang | undefined {
  if (!header) return undefined
  const wishes = header
    .slice(0, 500)
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';')
      const quality = parameters
        .map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1])
        .find((text) => text !== undefined)
      return { lang: langOf(tag.split('-')[0]), quality: quality === undefined ? 1 : Number(quality) }
    })
  return wishes
    .filter((wish) => wish.lang !== undefined && wish.quality > 0)
    .sort((a, b) => b.quality - a.quality)[0]?.lang
}
