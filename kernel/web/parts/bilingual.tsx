import type { Bilingual as BilingualText } from '../../contract/index.ts'
import { useText } from '../i18n.ts'
import { languageTag } from '../language.ts'

/** A text of the data in the current language; with `both`, the other language follows in a softer tone. */
export function Bilingual({ of, both = false }: { of: BilingualText; both?: boolean }) {
  const { lang, pick } = useText()
  const other = lang === 'zh' ? 'en' : 'zh'
  if (!both || !of[other] || of[other] === pick(of)) return <>{pick(of)}</>
  return (
    <span>
      {pick(of)}{' '}
      <span className="zq-soft" lang={languageTag(other)} style={{ fontSize: '0.9em' }}>
        {of[other]}
      </span>
    </span>
  )
}
