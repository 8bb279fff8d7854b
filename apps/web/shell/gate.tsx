import type { ReactNode } from 'react'
import { useText } from '#kernel/web'
import { Logo } from './logo.tsx'
import { LanguageSwitch, ShadeSwitch } from './top-bar.tsx'

/** The frame of the pages before signing in: the mark, a box, language and shade. */
export function Gate({ children }: { children: ReactNode }) {
  const { t } = useText()
  return (
    <div className="zq-gate">
      <div className="zq-gate-top">
        <LanguageSwitch />
        <ShadeSwitch />
      </div>
      <main className="zq-gate-box">
        <div className="zq-gate-brand">
          <Logo size={44} />
          <div>
            <h1>{t('shell.product')}</h1>
            <p>{t('shell.claim')}</p>
          </div>
        </div>
        {children}
      </main>
    </div>
  )
}
