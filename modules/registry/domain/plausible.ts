/** Something told of an enterprise that cannot be, or that hardly is. The code names the rule. */
export interface Doubt {
  readonly part: 'enterprise' | 'qualifications' | 'yearly'
  /** The field that is in doubt. */
  readonly field: string
  /** Fields that the rule compares; a write that touches none of them is not to blame. */
  readonly compares: readonly string[]
  /** Year of a yearly row. */
  readonly year?: number
  readonly code: `registry.doubt.${string}`
  readonly params: Readonly<Record<string, unknown>>
  /** Whether no firm can be so: such a value is refused. Others are taken, and shown with the doubt. */
  readonly impossible: boolean
}

type Fields = Readonly<Record<string, unknown>>

const YUAN = 100
const MILLION = 1_000_000 * YUAN
/** Large carmakers reach about 3 million yuan a head, traders 10; beyond 20 a unit is usually wrong. */
const MAX_REVENUE_PER_HEAD = 20 * MILLION
/** Output and revenue of one year seldom differ by more: one of them is usually in another unit. */
const MAX_OUTPUT_TO_REVENUE = 10
/** No firm of the country has reached five trillion yuan in a year. */
const MAX_MONEY = 5_000_000 * MILLION

/** Dates of things that have happened. */
const PAST_DATES = ['established', 'recruitedOn', 'transformedOn', 'listedOn'] as const
/** Dates of things that a firm does after it is there. */
const LATER_DATES = ['recruitedOn', 'transformedOn', 'listedOn'] as const

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/**
 * Doubts about the dates of an enterprise's record. `today` and all dates are `YYYY-MM-DD`.
 * @example doubtsOfRecord({ established: '2030-01-01' }, '2026-11-23')[0].code // 'registry.doubt.future'
 */
export function doubtsOfRecord(fields: Fields, today: string): Doubt[] {
  const doubts: Doubt[] = []
  const add = (
    field: string,
    rule: string,
    impossible: boolean,
    params: Fields,
    also: readonly string[] = [],
  ) =>
    doubts.push({
      part: 'enterprise',
      field,
      compares: [field, ...also],
      code: `registry.doubt.${rule}`,
      params: { field, value: fields[field], ...params },
      impossible,
    })
  for (const field of PAST_DATES) {
    const date = text(fields[field])
    if (date !== null && date > today) add(field, 'future', true, { today })
  }
  const established = text(fields.established)
  if (established === null) return doubts
  const closed = text(fields.closedOn)
  if (closed !== null && closed < established)
    add('closedOn', 'closedBeforeEstablished', true, { established }, ['established'])
  for (const field of LATER_DATES) {
    const date = text(fields[field])
    // A contract is often signed before the local firm is founded, so this is only doubtful.
    if (date !== null && date < established)
      add(field, 'beforeEstablished', false, { established }, ['established'])
  }
  return doubts
}

/** Doubts about a title's validity. */
export function doubtsOfQualification(row: Fields): Doubt[] {
  const from = text(row.validFrom)
  const until = text(row.validUntil)
  if (from === null || until === null || until >= from) return []
  return [
    {
      part: 'qualifications',
      field: 'validUntil',
      compares: ['validFrom', 'validUntil'],
      code: 'registry.doubt.endsBeforeStart',
      params: { field: 'validUntil', value: until, from },
      impossible: true,
    },
  ]
}

/**
 * Doubts about one year's figures: money in fen, heads. `established` is the firm's founding date, when known.
 * @example doubtsOfYear({ year: 2025, revenue: 9e12, staff: 10 }, { today: '2026-11-23' })[0].code
 * // 'registry.doubt.revenuePerHead'
 */
export function doubtsOfYear(
  row: Fields,
  { today, established = null }: { readonly today: string; readonly established?: string | null },
): Doubt[] {
  const year = number(row.year) ?? 0
  const doubts: Doubt[] = []
  const add = (
    field: string,
    rule: string,
    impossible: boolean,
    params: Fields,
    also: readonly string[] = [],
  ) =>
    doubts.push({
      part: 'yearly',
      field,
      compares: [field, ...also],
      year,
      code: `registry.doubt.${rule}`,
      params: { field, value: row[field], year, ...params },
      impossible,
    })
  if (year > Number(today.slice(0, 4))) add('year', 'yearToCome', true, { today })
  if (established !== null && year < Number(established.slice(0, 4)))
    add('year', 'yearBeforeEstablished', false, { established })
  for (const field of ['revenue', 'rnd', 'output', 'exports', 'staff']) {
    const value = number(row[field])
    if (value !== null && value < 0) add(field, 'negative', true, {})
    if (field !== 'staff' && value !== null && value > MAX_MONEY) add(field, 'money', true, yuan(value))
  }
  const revenue = number(row.revenue)
  if (revenue === null || revenue < 0) return doubts
  const staff = number(row.staff)
  if (staff !== null && staff >= 0 && revenue > 0 && revenue > staff * MAX_REVENUE_PER_HEAD)
    add('revenue', 'revenuePerHead', false, { staff, ...yuan(revenue) }, ['staff'])
  const output = number(row.output)
  if (output !== null && output > 0 && revenue > 0) {
    const ratio = Math.max(output / revenue, revenue / output)
    if (ratio > MAX_OUTPUT_TO_REVENUE)
      add('output', 'outputToRevenue', false, { ratio: Math.round(ratio) }, ['revenue'])
  }
  for (const field of ['exports', 'rnd'] as const) {
    const part = number(row[field])
    if (part !== null && part > revenue) add(field, 'partOfRevenue', false, {}, ['revenue'])
  }
  return doubts
}

function yuan(fen: number): Fields {
  return { wan: Math.round(fen / YUAN / 10_000) }
}
