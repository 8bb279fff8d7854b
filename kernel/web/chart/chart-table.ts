/** A chart's content as a table: its text alternative. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

type Loose = Record<string, unknown>

function listOf(value: unknown): Loose[] {
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value : [value]) as Loose[]
}

function cell(item: unknown, at?: number): string | number | null {
  const value = typeof item === 'object' && item !== null && 'value' in item ? (item as Loose).value : item
  const picked = Array.isArray(value) ? value[at ?? value.length - 1] : value
  if (typeof picked === 'number') return Number.isFinite(picked) ? picked : null
  if (picked === '-' || picked === undefined || picked === null) return null
  return String(picked)
}

function nameOf(item: unknown): string {
  if (typeof item === 'object' && item !== null)
    return String((item as Loose).name ?? (item as Loose).value ?? '')
  return String(item)
}

/**
 * Derives the text alternative of common charts: category axes (one row a category), pairs (one row a point) and
 * named shares (pie, funnel, treemap, map). Undefined when the option cannot be read that way; the page then
 * passes its own.
 */
export function tableOfOption(
  option: unknown,
  words: { category: string; value: string },
): ChartTable | undefined {
  const { xAxis, yAxis, series } = option as Loose
  const all = listOf(series).filter((one) => Array.isArray(one.data) && (one.data as unknown[]).length > 0)
  if (all.length === 0) return undefined
  const titles = all.map((one, at) =>
    String(one.name ?? (at === 0 ? words.value : `${words.value} ${at + 1}`)),
  )
  const axis = [...listOf(xAxis), ...listOf(yAxis)].find((one) => Array.isArray(one.data))
  if (axis) {
    const categories = axis.data as unknown[]
    return {
      columns: [String(axis.name ?? words.category), ...titles],
      rows: categories.map((category, at) => [
        nameOf(category),
        ...all.map((one) => cell((one.data as unknown[])[at])),
      ]),
    }
  }
  const first = all[0]!.data as unknown[]
  if (
    xAxis !== undefined &&
    first.every((item) => Array.isArray(item) || Array.isArray((item as Loose)?.value))
  ) {
    return pairs(all, titles, words)
  }
  if (first.every((item) => typeof item === 'object' && item !== null && 'name' in item)) {
    return {
      columns: [words.category, titles[0]!],
      rows: first.map((item) => [nameOf(item), cell(item)]),
    }
  }
  return undefined
}

function pairs(all: readonly Loose[], titles: string[], words: { category: string }): ChartTable {
  const places = new Map<string | number, (string | number | null)[]>()
  all.forEach((one, column) => {
    for (const item of one.data as unknown[]) {
      const x = cell(item, 0) ?? ''
      const row = places.get(x) ?? [x, ...all.map(() => null)]
      row[column + 1] = cell(item, 1)
      places.set(x, row)
    }
  })
  const rows = [...places.values()].sort((a, b) => (a[0]! < b[0]! ? -1 : a[0]! > b[0]! ? 1 : 0))
  return { columns: [words.category, ...titles], rows }
}
