import type { ReactNode } from 'react'

export interface PageHeaderProps {
  readonly title: ReactNode
  readonly subtitle?: ReactNode
  /** Beside the title: states, marks. */
  readonly tags?: ReactNode
  /** At the right: the page's actions, the main one last. */
  readonly actions?: ReactNode
}

/** The head of a page: its one h1, what it is for, and what can be done. */
export function PageHeader({ title, subtitle, tags, actions }: PageHeaderProps) {
  return (
    <header className="zq-page-header">
      <div>
        <div className="zq-page-header-title">
          <h1>{title}</h1>
          {tags}
        </div>
        {subtitle && <p className="zq-page-header-sub">{subtitle}</p>}
      </div>
      {actions && <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>{actions}</div>}
    </header>
  )
}
