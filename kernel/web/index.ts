export { cancelJob } from '../jobs/contract.ts'
export { type ApiOptions, api, download, saveBlob, upload } from './api.ts'
export { Chart, type ChartProps } from './chart/chart.tsx'
export type { ChartTable } from './chart/chart-table.ts'
export { DistrictMap, type DistrictMapProps } from './chart/district-map.tsx'
export type { DistrictGeometry, DistrictValue } from './chart/map-values.ts'
export {
  formatBytes,
  formatChange,
  formatDate,
  formatDuration,
  formatInstant,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatPoints,
  type MoneyUnit,
  moneyParts,
  quantityParts,
} from './format.ts'
export { type ActionOptions, queryKeyOf, useAction, useApi, useProblemText, useTellProblem } from './hooks.ts'
export { currentLang, setLang, startI18n, type TextTools, useText } from './i18n.ts'
export { JobBar, JobProgress, stepsText } from './job/job-progress.tsx'
export { hasEnded, type JobView, percentOf } from './job/job-state.ts'
export { type FollowedJob, useJob } from './job/use-job.ts'
export { type Lang, languageTag, pick } from './language.ts'
export { ME_KEY, type Me, MeContext, useCan, useMe, useMeQuery } from './me.ts'
export type { Messages, NavGroup, NavItem, WebModule, WebRoute } from './module.ts'
export { Bilingual } from './parts/bilingual.tsx'
export { EnterSubmits } from './parts/enter-submits.tsx'
export { Figure, type FigureProps } from './parts/figure.tsx'
export { PageHeader, type PageHeaderProps } from './parts/page-header.tsx'
export { JobTag, type State, StateTag } from './parts/state-tag.tsx'
export { EmptyState, type EmptyStateProps, ErrorState, SyntheticBanner } from './parts/states.tsx'
export { csrfToken, onSignedOut, safeReturnPath, setCsrfToken } from './session.ts'
export { type ColumnKind, cellOf, type DataColumn } from './table/columns.tsx'
export { DataTable, type DataTableProps, type RowOf } from './table/data-table.tsx'
export type { DataFilter } from './table/filters.tsx'
export {
  applyShade,
  SERIES_COLORS,
  type Shade,
  type ShadeChoice,
  STATE_COLORS,
  setShadeChoice,
  themeOf,
  useShade,
  useShadeChoice,
} from './theme.ts'
