import type { FirmFinder, FirmRef, NamedFirm, Notice } from './firms.ts'

/** Typed values of a row, by key of the table's columns. */
export type Values = Readonly<Record<string, unknown>>

/** A refusal of one cell (by the column's key), or of the whole row. */
export interface RowFault extends Notice {
  readonly key: string
}

/** What a good row says, ready to be matched with what is stored. Firms by reference, everything else as stored. */
export interface Parsed {
  readonly firms: Readonly<Record<string, FirmRef | null>>
  /** By column of the stored table. */
  readonly fields: Readonly<Record<string, unknown>>
  /** Of a bill line: its model, its number, how it names the part above. */
  readonly place?: { readonly model: string; readonly line: string | null; readonly parent: string | null }
}

export interface Finders {
  readonly firms: FirmFinder
  readonly node: (term: string) => string
  readonly place: (term: string) => string
}

type Read = { readonly parsed: Parsed; readonly notes: Notice[] } | { readonly faults: RowFault[] }

const text = (values: Values, key: string) => (values[key] as string | null) ?? null
const NOTE = 'chain.imports.note.'

/** Reads the firms of a row; each by the keys of its code and name column, and whether it may be missing. */
function readFirms(
  values: Values,
  { firms }: Finders,
  wanted: readonly { readonly as: string; readonly key: string; readonly optional?: boolean }[],
) {
  const found: Record<string, FirmRef | null> = {}
  const notes: Notice[] = []
  const faults: RowFault[] = []
  for (const { as, key, optional } of wanted) {
    const named: NamedFirm = { code: text(values, `${key}Code`), name: text(values, key) }
    if (optional && named.code === null && named.name === null) {
      found[as] = null
      continue
    }
    const result = firms.find(named)
    if ('fault' in result) faults.push({ ...result.fault, key: result.cell === 'code' ? `${key}Code` : key })
    else {
      found[as] = result.firm
      notes.push(...result.notes)
    }
  }
  return { firms: found, notes, faults }
}

function datesInOrder(values: Values, from: string, until: string): RowFault[] {
  const [start, end] = [text(values, from), text(values, until)]
  return start !== null && end !== null && end < start
    ? [{ key: until, code: 'chain.imports.datesReversed', params: { from: start } }]
    : []
}

/** A supply relation. A firm that supplies itself is kept and said; a missing amount is unknown, not zero. */
export function readSupply(values: Values, finders: Finders): Read {
  const { firms, notes, faults } = readFirms(values, finders, [
    { as: 'supplier_id', key: 'supplier' },
    { as: 'buyer_id', key: 'buyer' },
  ])
  faults.push(...datesInOrder(values, 'validFrom', 'validUntil'))
  if (faults.length > 0) return { faults }
  const same = finders.firms.keyOf
  const [a, b] = [firms.supplier_id, firms.buyer_id]
  if (a && b && ('id' in a ? 'id' in b && a.id === b.id : 'party' in b && same(a.party) === same(b.party)))
    notes.push({ code: `${NOTE}self`, params: {} })
  if (values.amount === null) notes.push({ code: `${NOTE}amountUnknown`, params: {} })
  const node = text(values, 'node')
  return {
    notes,
    parsed: {
      firms,
      fields: {
        node: node && finders.node(node),
        amount: values.amount,
        quantity: values.quantity,
        unit: unitOf(values),
        share: values.share,
        period: text(values, 'period'),
        valid_from: values.validFrom,
        valid_until: values.validUntil,
        evidence: values.evidence,
      },
    },
  }
}

/** A vehicle model. */
export function readModel(values: Values, finders: Finders): Read {
  const { firms, notes, faults } = readFirms(values, finders, [{ as: 'oem_id', key: 'oem' }])
  faults.push(...datesInOrder(values, 'onSaleFrom', 'onSaleUntil'))
  if (faults.length > 0) return { faults }
  const region = text(values, 'assemblyRegion')
  return {
    notes,
    parsed: {
      firms,
      fields: {
        code: values.code,
        name: values.name,
        segment: values.segment,
        powertrain: values.powertrain,
        annual_volume: values.volume,
        assembly_region: region && finders.place(region),
        assembly_value: values.assemblyValue,
        on_sale_from: values.onSaleFrom,
        on_sale_until: values.onSaleUntil,
      },
    },
  }
}

/** A line of a bill; the part above is found when the whole file is read. */
export function readBill(values: Values, finders: Finders): Read {
  const { firms, notes, faults } = readFirms(values, finders, [
    { as: 'supplier_id', key: 'supplier', optional: true },
  ])
  if (faults.length > 0) return { faults }
  if (firms.supplier_id === null) notes.push({ code: `${NOTE}supplierUnknown`, params: {} })
  if (values.unitCost === null && values.costShare === null)
    notes.push({ code: `${NOTE}costUnknown`, params: {} })
  if (values.quantity === null) notes.push({ code: `${NOTE}quantityOne`, params: {} })
  const [node, origin] = [text(values, 'node'), text(values, 'origin')]
  return {
    notes,
    parsed: {
      firms,
      place: { model: values.model as string, line: lineOf(values), parent: text(values, 'parent') },
      fields: {
        node: node && finders.node(node),
        part: values.part,
        quantity: values.quantity,
        unit: unitOf(values),
        unit_cost: values.unitCost,
        cost_share: values.costShare,
        local_share: values.localShare,
        origin: origin && finders.place(origin),
        evidence: values.evidence,
      },
    },
  }
}

const unitOf = (values: Values) => text(values, 'unit')?.normalize('NFKC').trim() ?? null
/** 1.1. and 1.1 are one number; spreadsheets make 1.0 of 1. */
const lineOf = (values: Values) =>
  text(values, 'line')
    ?.normalize('NFKC')
    .replace(/[.、]+$/, '')
    .trim() || null

export const READERS = { supply: readSupply, model: readModel, bill: readBill } as const
