import { AppError } from '../core/index.ts'

/** PostgreSQL's SQLSTATE codes that a caller can do something about, and what to say of them. */
const BY_STATE: Readonly<Record<string, { code: string; status: number }>> = {
  '23505': { code: 'http.record.conflict', status: 409 },
  '23503': { code: 'http.record.reference', status: 422 },
  '40001': { code: 'http.record.stale', status: 409 },
  '40P01': { code: 'http.record.stale', status: 409 },
  '22021': { code: 'http.text.invalid', status: 422 },
  '22P05': { code: 'http.text.invalid', status: 422 },
  '22P02': { code: 'http.value.invalid', status: 422 },
  '22003': { code: 'http.value.invalid', status: 422 },
  '22007': { code: 'http.value.invalid', status: 422 },
  '22008': { code: 'http.value.invalid', status: 422 },
  '53100': { code: 'http.storage.unavailable', status: 507 },
  '53300': { code: 'db.unavailable', status: 503 },
  '57P01': { code: 'db.unavailable', status: 503 },
  '57P02': { code: 'db.unavailable', status: 503 },
  '57P03': { code: 'db.unavailable', status: 503 },
}

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND'])

/** An error of the database or the disk as a refusal, when it is one; SQL and values never leave the server. */
export function refusalOfStorage(error: unknown): AppError | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  const known = BY_STATE[error.code]
  if (known) return new AppError(known.code, {}, { status: known.status, cause: error })
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT')
    return new AppError('http.storage.unavailable', {}, { status: 507, cause: error })
  if (NETWORK.has(error.code) || error.code.startsWith('08'))
    return new AppError('db.unavailable', {}, { cause: error })
  return undefined
}
