import type { ImportTable } from '../../contract.ts'
import type { Candidate, FirmKeys } from './candidate.ts'
import { type DoubtReason, identify, type KnownFirm, type Matches } from './identify.ts'
import { impossibleCells } from './impossible.ts'

/** One change to carry out. `fields` in the contract's words: all that is known for an insert, what differs for an update. */
export interface PlannedChange {
  readonly part: 'enterprise' | 'capabilities' | 'qualifications' | 'yearly' | 'relations'
  readonly enterpriseId: string
  readonly recordId: string
  readonly operation: 'insert' | 'update'
  readonly fields: Readonly<Record<string, unknown>>
  /** Version of the enterprise that the plan was made on; null for one that the same row creates. */
  readonly baseVersion: number | null
}

/** A row of a part that the library has: its id or year, and its fields. */
export type KnownPart = Readonly<Record<string, unknown>> & { readonly key: string }

/** What the library holds, for the rows at hand. */
export interface Library extends Matches {
  /** Rows of the part that the table writes (nodes and qualifications for the enterprise table). */
  parts(enterpriseId: string, part: PlannedChange['part']): readonly KnownPart[]
}

export interface PlanContext {
  /** Civil date that dates are held against. */
  readonly today: string
  readonly table: ImportTable
  readonly library: Library
  newId(): string
  /** Whether the caller may import into a district (null: an enterprise whose district is unknown). */
  mayWrite(district: string | null): boolean
}

/** What a person decided of a doubtful row. */
export interface Decided {
  /** The enterprise that the row speaks of, or `new`. */
  readonly firm?: string
  readonly buyer?: string
}

export interface PlanFault {
  /** Key of the column at fault. */
  readonly key: string
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
}

export type Plan =
  | {
      readonly outcome: 'create' | 'update' | 'unchanged'
      readonly enterpriseId: string
      readonly changes: readonly PlannedChange[]
      /** What a later row of the file may not repeat. */
      readonly keys: readonly string[]
    }
  | {
      readonly outcome: 'doubtful'
      readonly reason: string
      readonly params: Readonly<Record<string, unknown>>
      readonly candidates: readonly string[]
    }
  | { readonly outcome: 'faulty'; readonly faults: readonly PlanFault[] }

/** What carrying a row out would change, or why that cannot be said. Touches nothing. */
export function planRow(candidate: Candidate, context: PlanContext, decided: Decided = {}): Plan {
  const { firm: keys } = candidate
  if (keys.uscc === null && keys.nameKey === null) return faulty('name', 'registry.import.noFirm')
  const faults = impossibleCells(context.table, candidate, context.today)
  if (faults.length > 0) return { outcome: 'faulty', faults }
  const identity =
    decided.firm === undefined ? identify(keys, context.library) : forced(decided.firm, context)
  if (identity.kind === 'doubtful') return doubtful(identity.reason, keys, identity.candidates)
  if (identity.kind === 'new') {
    if (context.table !== 'enterprise' && decided.firm === undefined)
      return faulty('name', 'registry.import.firmUnknown', { name: keys.name ?? keys.uscc })
    if (keys.name === null) return faulty('name', 'registry.import.noName')
    const district = (candidate.fields.district as string | undefined) ?? null
    if (!context.mayWrite(district)) return notYours(district, keys)
    return planNew(candidate, context, decided)
  }
  const { firm } = identity
  const goesTo = (candidate.fields.district as string | undefined) ?? firm.district
  if (!context.mayWrite(firm.district)) return notYours(firm.district, keys)
  if (!context.mayWrite(goesTo)) return notYours(goesTo, keys)
  return context.table === 'enterprise'
    ? planFirm(candidate, firm, context, decided)
    : planParts(candidate, firm.id, firm, context, decided)
}

function forced(id: string, { library }: PlanContext) {
  if (id === 'new') return { kind: 'new' as const }
  const firm = library.byId(id)
  return firm ? { kind: 'known' as const, firm } : { kind: 'new' as const }
}

function faulty(key: string, code: string, params: Record<string, unknown> = {}): Plan {
  return { outcome: 'faulty', faults: [{ key, code, params }] }
}

function notYours(district: string | null, keys: FirmKeys): Plan {
  return district === null
    ? faulty('district', 'registry.import.districtMissing')
    : faulty('district', 'registry.import.districtForbidden', {
        district,
        districtEn: district,
        name: keys.name ?? keys.uscc,
      })
}

function doubtful(
  reason: DoubtReason | `buyer.${DoubtReason}`,
  keys: FirmKeys,
  firms: readonly KnownFirm[],
): Plan {
  return {
    outcome: 'doubtful',
    reason,
    params: {
      name: keys.name,
      uscc: keys.uscc,
      known: firms[0]?.name,
      knownUscc: firms[0]?.uscc,
      count: firms.length,
    },
    candidates: firms.map((firm) => firm.id),
  }
}

/** A new enterprise, with what its row says of its parts. */
function planNew(candidate: Candidate, context: PlanContext, decided: Decided): Plan {
  const { firm: keys } = candidate
  const id = context.newId()
  // A person said that it is another firm than the one that has the code: two cannot have it.
  const taken = keys.uscc !== null && context.library.byUscc(keys.uscc) !== undefined
  const fields = {
    ...(keys.uscc !== null && !taken ? { uscc: keys.uscc } : {}),
    name: keys.name,
    ...(context.table === 'enterprise' ? candidate.fields : {}),
  }
  const own: PlannedChange = {
    part: 'enterprise',
    enterpriseId: id,
    recordId: id,
    operation: 'insert',
    fields,
    baseVersion: null,
  }
  const rest =
    context.table === 'enterprise'
      ? { changes: marks(candidate, id, null, context), keys: fileKeys(candidate) }
      : planParts(candidate, id, undefined, context, decided)
  if ('outcome' in rest && (rest.outcome === 'doubtful' || rest.outcome === 'faulty')) return rest
  return { outcome: 'create', enterpriseId: id, changes: [own, ...rest.changes], keys: rest.keys }
}

/** What differs from the enterprise as it is known. An empty cell says nothing. */
function planFirm(candidate: Candidate, firm: KnownFirm, context: PlanContext, decided: Decided): Plan {
  const { firm: keys } = candidate
  const changed: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(candidate.fields)) {
    const wanted = field === 'formerNames' ? union(firm.formerNames, value as string[]) : value
    if (!same(wanted, firm.fields[field])) changed[field] = wanted
  }
  if (keys.uscc !== null && firm.uscc === null && !context.library.byUscc(keys.uscc)) changed.uscc = keys.uscc
  // Only a person's word gives a known firm another name; the one it had stays findable.
  if (decided.firm === firm.id && keys.name !== null && keys.nameKey !== firm.nameKey) {
    changed.name = keys.name
    changed.formerNames = union((changed.formerNames as string[] | undefined) ?? firm.formerNames, [
      firm.name,
    ])
  }
  const parts = marks(candidate, firm.id, firm, context)
  const own: PlannedChange[] =
    Object.keys(changed).length === 0
      ? []
      : [
          {
            part: 'enterprise',
            enterpriseId: firm.id,
            recordId: firm.id,
            operation: 'update',
            fields: changed,
            baseVersion: firm.version,
          },
        ]
  const changes = [...own, ...parts]
  return {
    outcome: changes.length > 0 ? 'update' : 'unchanged',
    enterpriseId: firm.id,
    changes,
    keys: fileKeys(candidate),
  }
}

function fileKeys({ firm }: Candidate): string[] {
  return firm.nameKey === null ? [] : [firm.nameKey]
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])]
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

/** Nodes and qualifications that the enterprise table names and the library does not know yet. */
function marks(
  candidate: Candidate,
  id: string,
  firm: KnownFirm | null,
  context: PlanContext,
): PlannedChange[] {
  const known = (part: 'capabilities' | 'qualifications', field: string) =>
    new Set(firm ? context.library.parts(id, part).map((row) => row[field]) : [])
  const nodes = known('capabilities', 'node')
  const kinds = known('qualifications', 'kind')
  const insert = (part: PlannedChange['part'], fields: Record<string, unknown>): PlannedChange => ({
    part,
    enterpriseId: id,
    recordId: context.newId(),
    operation: 'insert',
    fields,
    baseVersion: firm?.version ?? null,
  })
  return [
    ...candidate.nodes
      .filter((node) => !nodes.has(node))
      .map((node, at) => insert('capabilities', { node, main: at === 0 && nodes.size === 0 })),
    ...candidate.qualifications
      .filter((kind) => !kinds.has(kind))
      .map((kind) => insert('qualifications', { kind })),
  ]
}

/** Rows of a part table: capability, supply or yearly. */
function planParts(
  candidate: Candidate,
  id: string,
  firm: KnownFirm | undefined,
  context: PlanContext,
  decided: Decided,
): Plan {
  const { fields } = candidate
  if (context.table === 'yearly') return planRecords('yearly', [fields], ['year'], id, firm, context)
  if (context.table === 'capability') {
    const rows = candidate.nodes.map((node) => ({ ...fields, node }))
    return planRecords('capabilities', rows, ['node', 'product'], id, firm, context)
  }
  const other = buyerOf(candidate, context, decided)
  if ('outcome' in other) return other
  if ('otherId' in other && other.otherId === id) return faulty('buyerName', 'registry.import.sameFirm')
  const row = { kind: 'supplies', direction: 'out', ...fields, ...other }
  return planRecords(
    'relations',
    [row],
    ['kind', 'otherId', 'otherName', 'node', 'period'],
    id,
    firm,
    context,
  )
}

function buyerOf(
  candidate: Candidate,
  context: PlanContext,
  decided: Decided,
): { otherId: string } | { otherName: string } | Extract<Plan, { outcome: 'faulty' | 'doubtful' }> {
  const keys = candidate.buyer
  if (!keys || (keys.uscc === null && keys.nameKey === null))
    return faulty('buyerName', 'registry.import.noBuyer') as Extract<Plan, { outcome: 'faulty' }>
  const identity =
    decided.buyer === undefined ? identify(keys, context.library) : forced(decided.buyer, context)
  if (identity.kind === 'doubtful')
    return doubtful(`buyer.${identity.reason}`, keys, identity.candidates) as Extract<
      Plan,
      { outcome: 'doubtful' }
    >
  if (identity.kind === 'known') return { otherId: identity.firm.id }
  // A customer outside the library is no fault: its name is kept as written.
  return { otherName: keys.name ?? keys.uscc! }
}

function planRecords(
  part: 'capabilities' | 'yearly' | 'relations',
  rows: readonly Record<string, unknown>[],
  identifying: readonly string[],
  id: string,
  firm: KnownFirm | undefined,
  context: PlanContext,
): Extract<Plan, { changes: unknown }> {
  const keyOf = (row: Readonly<Record<string, unknown>>) =>
    JSON.stringify(identifying.map((field) => row[field] ?? null))
  const known = new Map((firm ? context.library.parts(id, part) : []).map((row) => [keyOf(row), row]))
  const changes: PlannedChange[] = []
  for (const row of rows) {
    const base = { part, enterpriseId: id, baseVersion: firm?.version ?? null }
    const existing = known.get(keyOf(row))
    if (!existing) {
      const recordId = part === 'yearly' ? String(row.year) : context.newId()
      changes.push({ ...base, recordId, operation: 'insert', fields: row })
      continue
    }
    const differing = Object.entries(row).filter(
      ([field, value]) => field !== 'direction' && !same(value, existing[field]),
    )
    if (differing.length > 0)
      changes.push({
        ...base,
        recordId: existing.key,
        operation: 'update',
        fields: Object.fromEntries(differing),
      })
  }
  const outcome =
    changes.length === 0 ? 'unchanged' : changes.some((c) => c.operation === 'insert') ? 'create' : 'update'
  return { outcome, enterpriseId: id, changes, keys: rows.map((row) => `${id} ${keyOf(row)}`) }
}
