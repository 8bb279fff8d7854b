import { createInstance, type i18n } from 'i18next'
import type { Bilingual } from '../contract/index.ts'
import type { Lang } from '../module/index.ts'

/** Texts by code, as modules and kernel parts export them. */
export type Catalog = Readonly<Record<string, Bilingual>>

/** Turns a code with its parameters into a sentence of either language. */
export interface Translator {
  (lang: Lang, code: string, params?: Readonly<Record<string, unknown>>): string
  /** Whether a text exists for the code. */
  has(code: string): boolean
  /** The sentence in both languages. */
  both(code: string, params?: Readonly<Record<string, unknown>>): Bilingual
}

/**
 * A translator over catalogs; later catalogs win. Placeholders are written `{{name}}`. A code without a text comes
 * back as itself, so that nothing is swallowed.
 * @example createTranslator([{ 'a.b': { zh: '第 {{row}} 行', en: 'row {{row}}' } }])('en', 'a.b', { row: 3 }) // 'row 3'
 */
export function createTranslator(catalogs: readonly Catalog[]): Translator {
  const texts: Record<string, Bilingual> = Object.assign({}, ...catalogs)
  const instances: Record<Lang, i18n> = { zh: instanceOf('zh', texts), en: instanceOf('en', texts) }
  const translate = (lang: Lang, code: string, params: Readonly<Record<string, unknown>> = {}) =>
    instances[lang].t(code, { replace: params })
  return Object.assign(translate, {
    has: (code: string) => Object.hasOwn(texts, code),
    both: (code: string, params?: Readonly<Record<string, unknown>>) => ({
      zh: translate('zh', code, params),
      en: translate('en', code, params),
    }),
  })
}

function instanceOf(lang: Lang, texts: Record<string, Bilingual>): i18n {
  const translation = Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, text[lang]]))
  const instance = createInstance({
    lng: lang,
    resources: { [lang]: { translation } },
    // Codes contain dots, and texts go out as JSON or through React, which escape by themselves.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    initAsync: false,
  })
  void instance.init()
  return instance
}
