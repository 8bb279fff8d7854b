import { refKey } from './firms.ts'
import { type FileRow, secondUnit } from './review.ts'
import type { Parsed, RowFault } from './rows.ts'

/** A line that is stored already. */
export interface StoredLine {
  readonly id: string
  readonly model: string
  readonly parentId: string | null
  readonly part: string
  readonly node: string | null
  readonly supplierId: string | null
  readonly costShare: number | null
}

/** What is above a line: another row of the file, a stored line, or (null) the vehicle. */
export type Above = { readonly row: number } | { readonly id: string } | null
export interface BillReview {
  readonly faults: Map<number, RowFault[]>
  /** By row: what is above it. */
  readonly above: Map<number, Above>
  /** By row: the stored line that it is about. */
  readonly stored: Map<number, StoredLine>
}

/** Shares of a level may exceed the whole by so much: what adding decimals costs, nothing more. */
const SLACK = 1e-9
const aboveKey = (above: Above) => (above === null ? '' : 'row' in above ? `r${above.row}` : above.id)

/**
 * What only the whole file shows of bills: models that nobody knows, parts above that are missing, ambiguous or in a
 * circle, lines that stand twice, parts counted in two units, levels whose shares come to more than 100 %. Stored lines of
 * the same level that the file does not speak of count towards its sum.
 *
 * @param models codes of models that are stored
 * @param partyIds ids of outside firms by folded name
 */
export function reviewBills(
  rows: readonly FileRow[],
  stored: readonly StoredLine[],
  models: ReadonlySet<string>,
  keyOf: (name: string) => string,
  partyIds: ReadonlyMap<string, readonly string[]>,
): BillReview {
  const faults = new Map<number, RowFault[]>()
  const above = new Map<number, Above>()
  const refuse = (row: number, key: string, code: string, params: RowFault['params'] = {}) =>
    faults.set(row, [...(faults.get(row) ?? []), { key, code: `chain.imports.${code}`, params }])

  const byModel = Map.groupBy(rows, ({ parsed }) => parsed.place?.model ?? '')
  const storedByModel = Map.groupBy(stored, ({ model }) => model)
  const found = new Map<number, StoredLine>()
  for (const [model, lines] of byModel) {
    if (!models.has(model)) {
      for (const { row } of lines) refuse(row, 'model', 'modelUnknown', { model })
      continue
    }
    const kept = storedByModel.get(model) ?? []
    findAbove(lines, kept, keyOf, above, refuse)
    refuseCircles(lines, above, refuse)
    refuseBelowFaulty(lines, above, faults, refuse)
    matchStored(lines, kept, keyOf, partyIds, above, faults, found)
    const first = new Map<string, number>()
    const units = new Map<string, { unit: string; row: number }>()
    for (const { row, parsed } of lines) {
      if (faults.has(row)) continue
      const part = keyOf(String(parsed.fields.part))
      const who = refKey(parsed.firms.supplier_id ?? null, keyOf)
      const key = JSON.stringify([aboveKey(above.get(row) ?? null), part, parsed.fields.node, who])
      const earlier = first.get(key)
      if (earlier === undefined) first.set(key, row)
      else refuse(row, 'part', 'rowTwice', { firstRow: earlier })
      const unit = parsed.fields.unit as string | null
      const second = unit && secondUnit(units, part, unit, row)
      if (second) faults.set(row, [...(faults.get(row) ?? []), second])
    }
    refuseOverfull(lines, kept, above, found, faults, refuse)
    refuseBelowFaulty(lines, above, faults, refuse)
  }
  return { faults, above, stored: found }
}

type Refuse = (row: number, key: string, code: string, params?: RowFault['params']) => void

/** The part above: by the number before the last dot, else by the number or name that the row gives. */
function findAbove(
  lines: readonly FileRow[],
  stored: readonly StoredLine[],
  keyOf: (name: string) => string,
  above: Map<number, Above>,
  refuse: Refuse,
): void {
  const byLine = new Map<string, number[]>()
  const byPart = new Map<string, number[]>()
  for (const { row, parsed } of lines) {
    const line = parsed.place?.line
    if (line) byLine.set(line, [...(byLine.get(line) ?? []), row])
    const part = keyOf(String(parsed.fields.part))
    byPart.set(part, [...(byPart.get(part) ?? []), row])
  }
  for (const { row, parsed } of lines) {
    const { line, parent } = parsed.place as NonNullable<Parsed['place']>
    const dot = line?.lastIndexOf('.') ?? -1
    const numbered = parent === null && line && dot > 0 ? byLine.get(line.slice(0, dot)) : undefined
    if (parent === null && numbered === undefined) {
      above.set(row, null)
      continue
    }
    const name = keyOf(parent ?? '')
    const inFile = numbered ?? byLine.get(parent ?? '') ?? byPart.get(name) ?? []
    const kept = inFile.length > 0 ? [] : stored.filter(({ part }) => keyOf(part) === name)
    const asked = parent ?? line?.slice(0, dot)
    if (inFile.length + kept.length > 1)
      refuse(row, 'parent', 'parentAmbiguous', { parent: asked, rows: inFile.join('、') })
    else if (inFile[0] !== undefined) above.set(row, { row: inFile[0] })
    else if (kept[0] !== undefined) above.set(row, { id: kept[0].id })
    else refuse(row, 'parent', 'parentUnknown', { parent: asked })
  }
}

function refuseCircles(lines: readonly FileRow[], above: Map<number, Above>, refuse: Refuse): void {
  for (const { row } of lines) {
    const seen = new Set<number>()
    let at: number | undefined = row
    while (at !== undefined && !seen.has(at)) {
      seen.add(at)
      const up: Above | undefined = above.get(at)
      at = up && 'row' in up ? up.row : undefined
    }
    if (at === row) refuse(row, 'parent', 'parentCircle', { rows: [...seen].join(' → ') })
  }
}

/** A row below a refused one cannot go in either; it says which. */
function refuseBelowFaulty(
  lines: readonly FileRow[],
  above: Map<number, Above>,
  faults: Map<number, RowFault[]>,
  refuse: Refuse,
): void {
  for (let changed = true; changed; ) {
    changed = false
    for (const { row } of lines) {
      const up = above.get(row)
      if (faults.has(row) || !up || !('row' in up) || !faults.has(up.row)) continue
      refuse(row, 'parent', 'parentFaulty', { row: up.row })
      changed = true
    }
  }
}

/** Finds the stored line of each row, from the vehicle downwards. */
function matchStored(
  lines: readonly FileRow[],
  stored: readonly StoredLine[],
  keyOf: (name: string) => string,
  partyIds: ReadonlyMap<string, readonly string[]>,
  above: Map<number, Above>,
  faults: Map<number, RowFault[]>,
  found: Map<number, StoredLine>,
): void {
  const keyed = new Map<string, StoredLine>()
  const key = (parent: string | null, part: string, node: unknown, supplier: string | null) =>
    JSON.stringify([parent, keyOf(part), node ?? null, supplier])
  for (const line of stored) keyed.set(key(line.parentId, line.part, line.node, line.supplierId), line)
  const depth = depthsOf(lines, above)
  for (const { row, parsed } of [...lines].sort(
    (a, b) => (depth.get(a.row) ?? 0) - (depth.get(b.row) ?? 0),
  )) {
    if (faults.has(row)) continue
    const up = above.get(row) ?? null
    const parent = up === null ? null : 'id' in up ? up.id : found.get(up.row)?.id
    const ref = parsed.firms.supplier_id ?? null
    const supplier = ref === null ? null : 'id' in ref ? ref.id : partyIds.get(keyOf(ref.party))?.[0]
    if (parent === undefined || supplier === undefined) continue
    const line = keyed.get(key(parent, String(parsed.fields.part), parsed.fields.node, supplier))
    if (line) found.set(row, line)
  }
}

/** How many rows of the file stand above each; of rows in a circle some number. */
export function depthsOf(lines: readonly FileRow[], above: ReadonlyMap<number, Above>): Map<number, number> {
  const depths = new Map<number, number>()
  for (const { row } of lines) {
    let depth = 0
    for (let up = above.get(row); up && 'row' in up && depth <= lines.length; up = above.get(up.row)) depth++
    depths.set(row, depth)
  }
  return depths
}

/** Numbers of the rows, the first of them where there are many. */
function listed(rows: readonly FileRow[]): string {
  const shown = rows
    .slice(0, 12)
    .map(({ row }) => row)
    .join('、')
  return rows.length > 12 ? `${shown}……` : shown
}

function refuseOverfull(
  lines: readonly FileRow[],
  stored: readonly StoredLine[],
  above: Map<number, Above>,
  found: ReadonlyMap<number, StoredLine>,
  faults: Map<number, RowFault[]>,
  refuse: Refuse,
): void {
  const spoken = new Set([...found.values()].map(({ id }) => id))
  const levelOf = (row: number) => {
    const up = above.get(row) ?? null
    const line = up && 'row' in up ? found.get(up.row)?.id : undefined
    return line ?? aboveKey(up)
  }
  const good = lines.filter(({ row }) => !faults.has(row))
  for (const [level, rows] of Map.groupBy(good, ({ row }) => levelOf(row))) {
    const shareOf = ({ row, parsed }: FileRow) =>
      (parsed.fields.cost_share as number | null) ?? found.get(row)?.costShare ?? 0
    const others = stored.filter((line) => (line.parentId ?? '') === level && !spoken.has(line.id))
    const before = others.reduce((sum, { costShare }) => sum + (costShare ?? 0), 0)
    const sum = rows.reduce((total, row) => total + shareOf(row), before)
    if (sum <= 1 + SLACK) continue
    const params = {
      sum: `${Number((sum * 100).toFixed(2))}%`,
      rows: listed(rows),
      before: `${Number((before * 100).toFixed(2))}%`,
    }
    for (const { row } of rows) refuse(row, 'costShare', 'sharesExceed', params)
  }
}
