import { createHash } from 'node:crypto'

/** A row of the log without its hash: what the hash is taken over. */
export interface ChainContent {
  readonly seq: number
  /** ISO instant in UTC with milliseconds. */
  readonly at: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly actorName: string
  readonly orgId: string | null
  readonly action: string
  readonly resource: string
  readonly recordId: string | null
  readonly detail: unknown
  readonly requestId: string
  readonly prevHash: string
}

/** A row of the log. */
export interface ChainRow extends ChainContent {
  readonly hash: string
}

/** What stands before the first row. */
export const GENESIS_HASH = '0'.repeat(64)

/**
 * JSON with object keys in code-unit order and no spaces, so that the same value always gives the same text.
 * PostgreSQL's jsonb takes neither NUL nor half a surrogate pair: both become U+FFFD, in keys as in values.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return JSON.stringify(storable(value))
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const source = value as Record<string, unknown>
  const byKey = new Map<string, unknown>()
  for (const key of Object.keys(source)) if (source[key] !== undefined) byKey.set(storable(key), source[key])
  const parts = [...byKey.keys()]
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(byKey.get(key))}`)
  return `{${parts.join(',')}}`
}

/** Text that PostgreSQL can hold. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed()
}

/** The detail of an entry as canonical text: dates and other values with toJSON first become what JSON makes of them. */
export function detailText(detail: unknown): string | null {
  if (detail === undefined || detail === null) return null
  const text = JSON.stringify(detail, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
  return text === undefined ? null : canonicalJson(JSON.parse(text))
}

/** SHA-256 (FIPS 180-4), in hex, over the canonical JSON of a row including the hash of the row before it. */
export function hashOf(row: ChainContent): string {
  const { seq, at, actorKind, actorId, actorName, orgId, action } = row
  const { resource, recordId, detail, requestId, prevHash } = row
  const content = {
    seq,
    at,
    actorKind,
    actorId,
    actorName,
    orgId,
    action,
    resource,
    recordId,
    detail,
    requestId,
    prevHash,
  }
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}
