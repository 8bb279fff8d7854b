/** One fault of a request, attached to a field. */
export interface FieldFault {
  /** Dotted path, for instance `query.page` or `body.name`. */
  readonly field: string
  readonly code: string
  readonly params?: Record<string, unknown>
}

export interface AppErrorOptions {
  /** HTTP status; when absent kernel/http derives it from the code's last word (`notFound` → 404 …). */
  readonly status?: number
  readonly field?: string
  readonly faults?: readonly FieldFault[]
  readonly cause?: unknown
}

/**
 * The unexpected, or a refusal that must cross layers. `code` is a translation key such as
 * `registry.enterprise.notFound`; kernel/http turns it into RFC 9457 problem details in both languages.
 */
export class AppError extends Error {
  readonly code: string
  readonly params: Record<string, unknown>
  readonly status: number
  readonly field: string | undefined
  readonly faults: readonly FieldFault[]

  constructor(code: string, params: Record<string, unknown> = {}, options: AppErrorOptions = {}) {
    super(`${code} ${JSON.stringify(params)}`, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.params = params
    this.status = options.status ?? statusOf(code)
    this.field = options.field
    this.faults = options.faults ?? []
  }
}

const STATUS_BY_ENDING: Record<string, number> = {
  notFound: 404,
  forbidden: 403,
  unauthenticated: 401,
  conflict: 409,
  duplicate: 409,
  stale: 409,
  gone: 410,
  tooLarge: 413,
  tooMany: 429,
  unsupported: 415,
  unavailable: 503,
  internal: 500,
}

/** HTTP status by the last word of an error code; everything else is the caller's fault (422). */
export function statusOf(code: string): number {
  return STATUS_BY_ENDING[code.slice(code.lastIndexOf('.') + 1)] ?? 422
}
