export { type Calibration, calibrated, isotonic } from './isotonic.ts'
export { type Reliability, ranking, reliability, type Share, wilson } from './reliability.ts'
