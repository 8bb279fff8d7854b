export { AppError, type AppErrorOptions, type FieldFault, statusOf } from './errors.ts'
export { newId } from './ids.ts'
export { ok, type Refusal, type Result, refuse, unwrap } from './result.ts'
export { civilDate, DISPLAY_ZONE, dayjs, daysBetween } from './time.ts'
export {
  FEN_PER_WAN,
  FEN_PER_YI,
  FEN_PER_YUAN,
  wanFromFen,
  yiFromFen,
} from './units.ts'
