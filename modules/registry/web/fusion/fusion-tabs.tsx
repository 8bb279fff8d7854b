import { NavLink } from 'react-router'
import { formatNumber, useText } from '#kernel/web'
import { FUSION, useSummary } from './words.ts'
import './fusion.css'

const TABS = [
  { key: 'home', path: FUSION, end: true },
  { key: 'entities', path: `${FUSION}/entities`, end: false },
  { key: 'reviews', path: `${FUSION}/reviews`, end: false },
  { key: 'history', path: `${FUSION}/history`, end: false },
] as const

/** The way between the pages of data fusion. */
export function FusionTabs() {
  const { t, lang } = useText()
  const open = useSummary().data?.openReviews ?? 0
  return (
    <nav className="zq-fus-tabs" aria-label={t('registry.fusion')}>
      {TABS.map(({ key, path, end }) => (
        <NavLink key={key} to={path} end={end}>
          {t(`registry.fusion.tab.${key}`)}
          {key === 'reviews' && open > 0 && <span className="zq-fus-count">{formatNumber(open, lang)}</span>}
        </NavLink>
      ))}
    </nav>
  )
}
