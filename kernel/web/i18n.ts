import i18next from 'i18next'
import { useCallback, useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Bilingual } from '../contract/index.ts'
import { LANGUAGE_KEY, type Lang, languageTag, pick, startLanguage } from './language.ts'
import { kitMessages } from './messages.ts'
import type { Messages } from './module.ts'

/** Starts the translations with the kit's own texts and those given. Call once, before the first render. */
export function startI18n(...bundles: readonly Messages[]): void {
  const lang = startLanguage(localStorage.getItem(LANGUAGE_KEY), navigator.languages)
  const all: Messages = Object.assign({}, kitMessages, ...bundles)
  i18next
    .use(initReactI18next)
    .init({
      lng: lang,
      fallbackLng: 'zh',
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
      resources: {
        zh: { translation: textsOf(all, 'zh') },
        en: { translation: textsOf(all, 'en') },
      },
    })
    .catch((error: unknown) => console.error(error))
  document.documentElement.lang = languageTag(lang)
}

function textsOf(messages: Messages, lang: Lang): Record<string, string> {
  return Object.fromEntries(Object.entries(messages).map(([key, of]) => [key, of[lang]]))
}

/** The language in use outside of components. */
export function currentLang(): Lang {
  return i18next.language === 'en' ? 'en' : 'zh'
}

/** Switches the language now and for the next visit. */
export function setLang(lang: Lang): void {
  localStorage.setItem(LANGUAGE_KEY, lang)
  document.documentElement.lang = languageTag(lang)
  i18next.changeLanguage(lang).catch((error: unknown) => console.error(error))
}

export interface TextTools {
  readonly lang: Lang
  /** The text of a key, with `{{name}}` filled in. */
  readonly t: (key: string, params?: Record<string, unknown>) => string
  /** Whether a text exists for the key. */
  readonly has: (key: string) => boolean
  /** The current language's side of a bilingual text. */
  readonly pick: (of: Bilingual) => string
}

/** Texts in the current language; the component is drawn again when the language changes. */
export function useText(): TextTools {
  const { t: translate, i18n } = useTranslation()
  const lang: Lang = i18n.language === 'en' ? 'en' : 'zh'
  const t = useCallback(
    (key: string, params: Record<string, unknown> = {}) => translate(key, { ...params, defaultValue: key }),
    [translate],
  )
  const has = useCallback((key: string) => i18n.exists(key), [i18n])
  return useMemo(() => ({ lang, t, has, pick: (of) => pick(of, lang) }), [lang, t, has])
}
