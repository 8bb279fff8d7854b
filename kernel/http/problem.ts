import { STATUS_CODES } from 'node:http'
import type { FastifyError } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Config } from '../config/index.ts'
import type { Problem } from '../contract/index.ts'
import { AppError, type FieldFault } from '../core/index.ts'
import type { Translator } from '../i18n/index.ts'
import type { Lang } from '../module/index.ts'
import { refusalOfStorage } from './database-errors.ts'
import { faultsOf, type ZodFinding } from './faults.ts'

/** What is known of the request that went wrong. */
export interface ProblemContext {
  readonly translate: Translator
  readonly config: Config
  readonly lang: Lang
  readonly requestId: string
  readonly path: string
  readonly contentType: string | undefined
}

/**
 * Any error as RFC 9457 problem details in both languages. What is not a refusal becomes `http.internal`, which says
 * nothing of its cause; `unexpected` tells the caller to log it.
 */
export function problemOf(
  error: unknown,
  context: ProblemContext,
): { problem: Problem; unexpected: boolean } {
  const refusal = refusalOf(error, context)
  const known = refusal ?? new AppError('http.internal', { requestId: context.requestId })
  return { problem: detailsOf(known, context), unexpected: refusal === undefined || refusal.status >= 500 }
}

function detailsOf(error: AppError, { translate, lang, requestId, path }: ProblemContext): Problem {
  // A module may refuse with the bare code; then there is no explanation to show.
  const bare = error.code === 'auth.forbidden' && typeof error.params.zh !== 'string'
  const { zh, en } = translate.both(bare ? 'http.forbidden' : error.code, error.params)
  const own: FieldFault[] = error.field
    ? [{ field: error.field, code: error.code, params: error.params }]
    : []
  const faults = [...own, ...error.faults].map(({ field, code, params }) => ({
    field,
    code,
    ...translate.both(code, params),
  }))
  return {
    type: `urn:zhiqing:problem:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    detail: lang === 'zh' ? zh : en,
    instance: path,
    code: error.code,
    zh,
    en,
    requestId,
    ...(faults.length > 0 ? { faults } : {}),
  }
}

function refusalOf(error: unknown, context: ProblemContext): AppError | undefined {
  if (error instanceof AppError) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error, context)
  const code = (error as FastifyError | undefined)?.code
  return refusalOfFramework(code, context) ?? refusalOfStorage(error) ?? otherRefusal(error)
}

function invalid(error: FastifyError, { translate }: ProblemContext): AppError {
  const findings = error.validation as unknown as ZodFinding[]
  const faults = faultsOf(findings, error.validationContext, translate.has)
  return new AppError('http.request.invalid', { count: faults.length }, { status: 400, faults })
}

/** Refusals of Fastify and its plugins, by their codes. */
function refusalOfFramework(
  code: string | undefined,
  { config, contentType }: ProblemContext,
): AppError | undefined {
  switch (code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new AppError('http.json.invalid', {}, { status: 400 })
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('http.body.tooLarge', { limitKb: config.bodyMaxKb })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_INVALID_TYPE':
      return new AppError('http.media.unsupported', { type: contentType ?? '-' })
    case 'FST_REQ_FILE_TOO_LARGE':
      return new AppError('http.upload.tooLarge', { limitMb: config.uploadMaxMb })
    case 'FST_FILES_LIMIT':
    case 'FST_PARTS_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return new AppError('http.upload.parts', {}, { status: 413 })
    case 'FST_CSRF_MISSING_SECRET':
    case 'FST_CSRF_INVALID_TOKEN':
      return new AppError('http.csrf.forbidden')
    default:
      return undefined
  }
}

/** Any other complaint about the request (a bad URL, a cut-off body) by its status alone. */
function otherRefusal(error: unknown): AppError | undefined {
  const status = (error as FastifyError | undefined)?.statusCode
  if (status === undefined || status < 400 || status >= 500) return undefined
  return new AppError('http.request.refused', { status }, { status })
}
