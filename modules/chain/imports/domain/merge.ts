import type { Notice } from './firms.ts'

/** Where the facts of a batch come from. */
export interface Origin {
  readonly source_kind: string
  readonly source: string
  readonly observed_on: string
  readonly confidence: number
  readonly synthetic: boolean
}

export interface Merged {
  readonly outcome: 'create' | 'update' | 'unchanged'
  readonly notes: readonly Notice[]
  readonly record: Record<string, unknown>
  /** Whether a code is one of the notices given here: those of an earlier plan give way. */
  readonly isNotice: (code: string) => boolean
}

const NOTICES = ['chain.imports.note.storedNewer', 'chain.imports.note.storedSurer'] as const
const isNotice = (code: string) => (NOTICES as readonly string[]).includes(code)

/**
 * What a row makes of a stored fact. What the row does not tell stays; what was observed later stands, and on one day what
 * is surer, with a notice: an old file never overwrites news. A relation that ended and is observed again later is active.
 */
export function merge(
  stored: Readonly<Record<string, unknown>> | undefined,
  fields: Readonly<Record<string, unknown>>,
  origin: Origin,
): Merged {
  const told = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  )
  if (stored === undefined) return { outcome: 'create', notes: [], record: { ...told, ...origin }, isNotice }
  const wanted: Record<string, unknown> = { ...told, ...origin }
  const observed = String(stored.observed_on)
  if ('status' in stored && origin.observed_on > observed) wanted.status = 'active'
  const differs = Object.entries(wanted).some(([key, value]) => !same(stored[key], value))
  const keep = (code?: (typeof NOTICES)[number]): Merged => ({
    outcome: 'unchanged',
    notes: code ? [{ code, params: { observed, source: stored.source } }] : [],
    record: {},
    isNotice,
  })
  if (!differs) return keep()
  if (observed > origin.observed_on) return keep(NOTICES[0])
  if (observed === origin.observed_on && Number(stored.confidence) > origin.confidence)
    return keep(NOTICES[1])
  return { outcome: 'update', notes: [], record: { ...stored, ...wanted }, isNotice }
}

/** Doubles that went through a file and a database may differ in the last digit. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b))
  return (a ?? null) === (b ?? null)
}
