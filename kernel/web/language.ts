import type { Bilingual } from '../contract/index.ts'

export type Lang = 'zh' | 'en'

export const LANGUAGE_KEY = 'zhiqing.language'

/** The language to start with: what the user chose before, else what the browser asks for, else Chinese. */
export function startLanguage(stored: string | null, preferred: readonly string[]): Lang {
  if (stored === 'zh' || stored === 'en') return stored
  for (const tag of preferred) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh'
    if (tag.toLowerCase().startsWith('en')) return 'en'
  }
  return 'zh'
}

/** The text of one language; the other one when it is missing. */
export function pick(of: Bilingual, lang: Lang): string {
  return of[lang] || of[lang === 'zh' ? 'en' : 'zh']
}

/** BCP 47 tag, for `lang` attributes and the accept-language header. */
export function languageTag(lang: Lang): string {
  return lang === 'zh' ? 'zh-CN' : 'en'
}
