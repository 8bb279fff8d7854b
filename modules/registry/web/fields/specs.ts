import { CAPABILITY_STAGES, QUALIFICATION_KINDS, RELATION_KINDS } from '../../contract.ts'
import { QUALIFICATION_TITLES } from '../../domain/titles.ts'

export type FieldKind =
  | 'text'
  | 'longText'
  | 'number'
  | 'money'
  | 'percent'
  | 'date'
  | 'select'
  | 'district'
  | 'node'
  | 'tags'
  | 'flag'
  | 'enterprise'

/** One field of an enterprise or of a row of its parts: how it is called, typed in and shown. */
export interface FieldSpec {
  readonly name: string
  readonly labelKey: string
  readonly kind: FieldKind
  readonly required?: boolean
  readonly max?: number
  /** Text key of the unit after a number. */
  readonly unitKey?: string
  /** Values of a `select`, with the beginning of their text keys. */
  readonly options?: readonly string[]
  readonly optionKey?: string
  readonly rule?: 'uscc' | 'email' | 'url'
  readonly whole?: boolean
  /** Takes the whole width of the form. */
  readonly wide?: boolean
  /** What a new row begins with. */
  readonly initial?: unknown
}

const field = (name: string, kind: FieldKind, more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  kind,
  labelKey: `registry.field.${name}`,
  ...more,
})

/** Fields of the enterprise itself, in the order of the form. */
export const ENTERPRISE_FIELDS: readonly FieldSpec[] = [
  field('name', 'text', { required: true, max: 200, wide: true }),
  field('uscc', 'text', { max: 18, rule: 'uscc' }),
  field('nameEn', 'text', { max: 200 }),
  field('formerNames', 'tags', { wide: true, max: 200 }),
  field('district', 'district'),
  field('address', 'text', { max: 400 }),
  field('legalRep', 'text', { max: 80 }),
  field('registeredCapital', 'money'),
  field('established', 'date'),
  field('countedSince', 'date'),
  field('closedOn', 'date'),
  field('industryCode', 'text', { max: 10 }),
  field('products', 'tags', { wide: true, max: 200 }),
  field('website', 'text', { max: 300, rule: 'url' }),
  field('recruitedFrom', 'text', { max: 100 }),
  field('recruitedOn', 'date'),
  field('transformedOn', 'date'),
  field('listedOn', 'date'),
  field('listedBoard', 'text', { max: 40 }),
  field('businessScope', 'longText', { max: 4000, wide: true }),
]

export type PartName = 'sites' | 'capabilities' | 'qualifications' | 'yearly' | 'contacts' | 'relations'

/** Fields of the rows of each part. */
export const PART_FIELDS: Readonly<Record<PartName, readonly FieldSpec[]>> = {
  sites: [
    field('name', 'text', { required: true, max: 200, labelKey: 'registry.field.siteName' }),
    field('kind', 'select', {
      required: true,
      options: ['factory', 'office', 'rnd', 'warehouse', 'test', 'other'],
      optionKey: 'registry.siteKind',
      initial: 'factory',
    }),
    field('district', 'district'),
    field('address', 'text', { max: 400 }),
    field('areaM2', 'number', { unitKey: 'registry.unit.m2' }),
    field('powerKva', 'number', { unitKey: 'registry.unit.kva' }),
  ],
  capabilities: [
    field('node', 'node', { required: true }),
    field('product', 'text', { max: 200 }),
    field('stage', 'select', { options: CAPABILITY_STAGES, optionKey: 'registry.stage' }),
    field('capacity', 'number'),
    field('capacityUnit', 'text', { max: 40 }),
    field('utilisation', 'percent'),
    field('certificates', 'tags', { max: 80 }),
    field('asOf', 'date'),
    field('main', 'flag', { initial: false }),
  ],
  qualifications: [
    field('kind', 'select', {
      required: true,
      labelKey: 'registry.field.qualification',
      options: QUALIFICATION_KINDS,
      optionKey: 'qualification',
    }),
    field('number', 'text', { max: 80 }),
    field('issuedBy', 'text', { max: 120 }),
    field('validFrom', 'date'),
    field('validUntil', 'date'),
  ],
  yearly: [
    field('year', 'number', { required: true, whole: true }),
    field('revenue', 'money'),
    field('rnd', 'money'),
    field('output', 'money'),
    field('exports', 'money'),
    field('staff', 'number', { unitKey: 'registry.unit.people', whole: true }),
  ],
  contacts: [
    field('name', 'text', { required: true, max: 80, labelKey: 'registry.field.contactName' }),
    field('title', 'text', { max: 80 }),
    field('phone', 'text', { max: 40 }),
    field('email', 'text', { max: 200, rule: 'email' }),
  ],
  relations: [
    field('kind', 'select', {
      required: true,
      labelKey: 'registry.field.relation',
      options: RELATION_KINDS,
      optionKey: 'registry.relationKind',
      initial: 'supplies',
    }),
    field('direction', 'select', {
      required: true,
      options: ['out', 'in'],
      optionKey: 'registry.direction',
      initial: 'out',
    }),
    field('otherId', 'enterprise', { labelKey: 'registry.field.other' }),
    field('otherName', 'text', { max: 200 }),
    field('node', 'node'),
    field('amount', 'money'),
    field('share', 'percent'),
    field('period', 'text', { max: 20 }),
    field('evidence', 'text', { max: 400, wide: true }),
  ],
}

/** The field of a part (or, as `enterprise`, of the enterprise) by name. */
export function specOf(part: string, name: string): FieldSpec | undefined {
  const specs = part === 'enterprise' ? ENTERPRISE_FIELDS : (PART_FIELDS[part as PartName] ?? [])
  return specs.find((spec) => spec.name === name)
}

/** Text of a `select` value in the user's language; qualifications have their names in the domain. */
export function optionText(
  spec: FieldSpec,
  value: string,
  tools: { t: (key: string) => string; pick: (of: { zh: string; en: string }) => string },
): string {
  if (spec.optionKey === 'qualification') {
    const titles = QUALIFICATION_TITLES[value as keyof typeof QUALIFICATION_TITLES]
    return titles ? tools.pick(titles) : value
  }
  return tools.t(`${spec.optionKey}.${value}`)
}

/** What a form gives for a field, as the API takes it: texts trimmed, what was left empty as null. */
export function cleanValue(spec: FieldSpec, value: unknown): unknown {
  if (spec.kind === 'tags') {
    const texts = Array.isArray(value) ? value.map((text) => String(text).trim()) : []
    return [...new Set(texts.filter((text) => text !== ''))]
  }
  if (spec.kind === 'flag') return value === true
  if (typeof value === 'string') {
    const text = value.trim()
    if (text === '') return null
    return spec.rule === 'uscc' ? text.toUpperCase() : text
  }
  return value ?? null
}

/** A whole row as the API takes it; its id, where it has one, is kept. */
export function cleanRow(specs: readonly FieldSpec[], row: Readonly<Record<string, unknown>>) {
  const cleaned: Record<string, unknown> = {}
  if (typeof row.id === 'string') cleaned.id = row.id
  for (const spec of specs) cleaned[spec.name] = cleanValue(spec, row[spec.name])
  return cleaned
}

/** The fields of `after` that differ from `before`; undefined, null and the empty list are one. */
export function changedFields(
  specs: readonly FieldSpec[],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const plain = (value: unknown) =>
    JSON.stringify(Array.isArray(value) && value.length === 0 ? null : (value ?? null))
  return Object.fromEntries(
    specs
      .filter(({ name }) => plain(before[name]) !== plain(after[name]))
      .map(({ name }) => [name, after[name]]),
  )
}

/** The former names after an edit: a name that was changed stays as one of them. */
export function withFormerName(before: string, after: unknown, formerNames: readonly string[]): string[] {
  const renamed = typeof after === 'string' && after !== before
  return renamed ? [...new Set([...formerNames, before])] : [...formerNames]
}
