export { horizonTo } from './calendar.ts'
export { forecast } from './forecast.ts'
export type {
  BacktestRow,
  BaseMethodId,
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
