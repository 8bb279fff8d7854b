import type { FieldFault } from '../core/index.ts'

/** A finding of zod as fastify-type-provider-zod hands it over. */
export interface ZodFinding {
  readonly keyword: string
  readonly instancePath: string
  readonly message: string
  readonly params: Record<string, unknown>
}

const TYPE_NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  string: ['文字', 'text'],
  number: ['数字', 'a number'],
  int: ['整数', 'a whole number'],
  boolean: ['true 或 false', 'true or false'],
  array: ['列表', 'a list'],
  object: ['对象', 'an object'],
  date: ['日期', 'a date'],
  record: ['对象', 'an object'],
}

const CONTEXTS: Readonly<Record<string, string>> = {
  body: 'body',
  querystring: 'query',
  params: 'params',
  headers: 'headers',
}

/**
 * zod's findings as faults with codes that translate. A custom check may give a code of its own as its message
 * (`.refine(…, 'registry.uscc.checkDigit')`); `isCode` says whether a text exists for it.
 */
export function faultsOf(
  findings: readonly ZodFinding[],
  context: string | undefined,
  isCode: (code: string) => boolean,
): FieldFault[] {
  const part = CONTEXTS[context ?? ''] ?? 'body'
  return findings.map((finding) => {
    const path = finding.instancePath.split('/').filter((step) => step !== '')
    return { field: [part, ...path].join('.'), ...described(finding, isCode) }
  })
}

function described(
  { keyword, message, params }: ZodFinding,
  isCode: (code: string) => boolean,
): Pick<FieldFault, 'code' | 'params'> {
  const many = params.origin === 'array' || params.origin === 'set'
  const text = params.origin === 'string'
  const { minimum, maximum } = params
  switch (keyword) {
    case 'invalid_type': {
      if (params.input === undefined && /received undefined/.test(message))
        return { code: 'http.fault.required' }
      const [expectedZh, expectedEn] = TYPE_NAMES[String(params.expected)] ?? [
        params.expected,
        params.expected,
      ]
      return { code: 'http.fault.type', params: { expectedZh, expectedEn } }
    }
    case 'too_small':
      return {
        code: many ? 'http.fault.few' : text ? 'http.fault.short' : 'http.fault.small',
        params: { minimum },
      }
    case 'too_big':
      return {
        code: many ? 'http.fault.many' : text ? 'http.fault.long' : 'http.fault.big',
        params: { maximum },
      }
    case 'invalid_format':
      return { code: 'http.fault.format', params: { format: params.pattern ?? params.format } }
    case 'invalid_value':
      return { code: 'http.fault.value', params: { values: listOf(params.values) } }
    case 'unrecognized_keys':
      return { code: 'http.fault.unknown', params: { keys: listOf(params.keys) } }
    default: {
      const own = (params.params ?? {}) as Record<string, unknown>
      return isCode(message) ? { code: message, params: own } : { code: 'http.fault.other' }
    }
  }
}

function listOf(values: unknown): string {
  return Array.isArray(values) ? values.slice(0, 40).map(String).join(', ') : ''
}
