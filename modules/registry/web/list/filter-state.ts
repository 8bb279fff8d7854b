/** Parameters of the list endpoint that stand in the address beside the table's own. */
export const FILTER_KEYS = [
  'district',
  'group',
  'node',
  'qualification',
  'parts',
  'electronics',
  'recruited',
  'transformed',
  'listed',
  'revenueMin',
  'revenueMax',
  'batch',
] as const

export type FilterKey = (typeof FILTER_KEYS)[number]
export type FilterValues = Readonly<Partial<Record<FilterKey, string>>>

/** Yes-or-no properties of a firm that the list can be narrowed by. */
export const TRAITS = ['parts', 'electronics', 'recruited', 'transformed', 'listed'] as const

/** What a value must look like to be sent; anything else in the address counts as absent. */
const SHAPES: Readonly<Partial<Record<FilterKey, RegExp>>> = {
  ...Object.fromEntries(TRAITS.map((trait) => [trait, /^(true|false)$/])),
  revenueMin: /^-?\d{1,16}$/,
  revenueMax: /^-?\d{1,16}$/,
  batch: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
}

/** Reads the filters from the address. */
export function readFilters(params: URLSearchParams): FilterValues {
  const values: Partial<Record<FilterKey, string>> = {}
  for (const key of FILTER_KEYS) {
    const value = params.get(key)
    if (value && (SHAPES[key]?.test(value) ?? true)) values[key] = value
  }
  return values
}

/** Writes changed filters into the address, back on the first page; the other parameters stay. */
export function writeFilters(params: URLSearchParams, change: FilterValues): URLSearchParams {
  const next = new URLSearchParams(params)
  for (const [key, value] of Object.entries(change)) {
    if (value) next.set(key, value)
    else next.delete(key)
  }
  next.delete('page')
  return next
}

/** The address without any filter. */
export function clearFilters(params: URLSearchParams): URLSearchParams {
  return writeFilters(params, Object.fromEntries(FILTER_KEYS.map((key) => [key, ''])))
}

/** How many filters are set; both ends of the revenue count once. */
export function countFilters(values: FilterValues): number {
  const keys = new Set(Object.keys(values).map((key) => key.replace(/^revenue(Min|Max)$/, 'revenue')))
  return keys.size
}

/** Adds a value to a comma separated list, or takes it out when it is there. */
export function toggled(list: string | undefined, value: string): string {
  const values = list ? list.split(',') : []
  return (values.includes(value) ? values.filter((of) => of !== value) : [...values, value]).join(',')
}

/** Whether the typed bounds are the right way round; an absent one is no bound. */
export function boundsFit(min: number | null | undefined, max: number | null | undefined): boolean {
  return typeof min !== 'number' || typeof max !== 'number' || min <= max
}
