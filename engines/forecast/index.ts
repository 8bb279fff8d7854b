export { horizonTo } from './calendar.ts'
export { forecast } from './forecast.ts'
export {
  meets,
  PACE_AMBER,
  PACE_GREEN,
  paceState,
  probabilityOf,
  recentMonthlyPace,
  requiredPace,
} from './pace.ts'
export type { Observed, PaceComparator, PaceInput, PaceRule, PaceState, State } from './pace-types.ts'
export type {
  BacktestRow,
  Correction,
  Forecast,
  ForecastNote,
  ForecastOptions,
  ForecastStep,
  Frequency,
  HistoryPoint,
  MethodId,
  SeriesKind,
  SeriesPoint,
} from './types.ts'
