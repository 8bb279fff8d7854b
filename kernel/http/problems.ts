import type { ZodError } from 'zod'
import type { Problem } from '../contract/index.ts'
import { AppError, type FieldFault } from '../core/index.ts'
import type { Translator } from '../i18n/index.ts'
import type { Lang } from '../module/index.ts'

/** Content type of every refusal. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** Any error as RFC 9457 problem details in both languages. What is not ours becomes `http.internal` and leaks nothing. */
export function problemOf(error: unknown, translate: Translator, lang: Lang, requestId: string): Problem {
  const known = asAppError(error)
  const zh = translate('zh', known.code, known.params)
  const en = translate('en', known.code, known.params)
  const faults = faultsOf(known).map((fault) => ({
    field: fault.field,
    code: fault.code,
    zh: translate('zh', fault.code, fault.params ?? {}),
    en: translate('en', fault.code, fault.params ?? {}),
  }))
  return {
    type: `urn:zhiqing:problem:${known.code}`,
    title: lang === 'en' ? en : zh,
    status: known.status,
    detail: lang === 'en' ? en : zh,
    code: known.code,
    zh,
    en,
    requestId,
    ...(faults.length > 0 ? { faults } : {}),
  }
}

function faultsOf(error: AppError): readonly FieldFault[] {
  if (error.faults.length > 0) return error.faults
  return error.field === undefined ? [] : [{ field: error.field, code: error.code, params: error.params }]
}

/** Fastify's own errors and PostgreSQL's, in our words. */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE')
    return new AppError('http.body.tooLarge')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new AppError('http.media.unsupported')
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY') {
    return new AppError('http.json', {}, { status: 400 })
  }
  if (statusCode === 429) return new AppError('http.requests.tooMany')
  if (code === '53100') return new AppError('http.diskFull.unavailable')
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new AppError('http.request', {}, { status: statusCode })
  }
  return new AppError('http.internal', {}, { cause: error })
}

/** Faults of a schema, with the path of each field and a rule in words. */
export function validationError(error: ZodError, part: 'params' | 'query' | 'body'): AppError {
  const faults = error.issues.map((issue) => ({
    field: [part, ...issue.path.map(String)].join('.'),
    ...ruleOf(issue as unknown as Issue),
  }))
  return new AppError('http.validation', { count: faults.length }, { status: 400, faults })
}

interface Issue {
  readonly code: string
  readonly expected?: string
  readonly format?: string
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly origin?: string
  readonly values?: readonly unknown[]
  readonly keys?: readonly string[]
}

function ruleOf(issue: Issue): { code: string; params: Record<string, unknown> } {
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'http.rule.type', params: { expected: issue.expected } }
    case 'too_small':
      return {
        code: issue.origin === 'string' ? 'http.rule.short' : 'http.rule.small',
        params: { minimum: String(issue.minimum) },
      }
    case 'too_big':
      return {
        code: issue.origin === 'string' ? 'http.rule.long' : 'http.rule.big',
        params: { maximum: String(issue.maximum) },
      }
    case 'invalid_format':
      return { code: 'http.rule.format', params: { format: issue.format } }
    case 'invalid_value':
      return { code: 'http.rule.value', params: { values: (issue.values ?? []).join(', ') } }
    case 'unrecognized_keys':
      return { code: 'http.rule.keys', params: { keys: (issue.keys ?? []).join(', ') } }
    default:
      return { code: 'http.rule.other', params: {} }
  }
}
