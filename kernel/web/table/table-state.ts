import type { Endpoint } from '../../contract/index.ts'

/** What a list shows, as it stands in the address bar. */
export interface TableState {
  readonly page: number
  readonly size: number
  /** `field` or `-field`; absent = the server's own order. */
  readonly sort?: string
  readonly q?: string
  /** Values of the filters, by key; several values are separated by commas, as the server reads them. */
  readonly filters: Readonly<Record<string, string>>
}

export interface TableDefaults {
  readonly size: number
  readonly sort?: string
  readonly filterKeys: readonly string[]
  /** Put before every parameter, when a page has more than one table. */
  readonly prefix?: string
}

function wholeNumber(text: string | null, fallback: number, max: number): number {
  if (text === null || !/^\d{1,7}$/.test(text)) return fallback
  const number = Number(text)
  return number >= 1 && number <= max ? number : fallback
}

/** Reads the state of a list from the address; what is malformed counts as absent. */
export function readTableState(params: URLSearchParams, defaults: TableDefaults): TableState {
  const at = (key: string) => params.get(`${defaults.prefix ?? ''}${key}`)
  const sort = at('sort')
  const filters: Record<string, string> = {}
  for (const key of defaults.filterKeys) {
    const value = at(key)
    if (value) filters[key] = value
  }
  return {
    page: wholeNumber(at('page'), 1, 1_000_000),
    size: wholeNumber(at('size'), defaults.size, 500),
    sort: sort !== null && /^-?[A-Za-z][A-Za-z0-9]*$/.test(sort) ? sort : defaults.sort,
    q: at('q')?.trim() || undefined,
    filters,
  }
}

/** Writes the state back, leaving the other parameters of the page as they are; defaults are left out. */
export function writeTableState(
  params: URLSearchParams,
  state: TableState,
  defaults: TableDefaults,
): URLSearchParams {
  const next = new URLSearchParams(params)
  const put = (key: string, value: string | undefined) => {
    const name = `${defaults.prefix ?? ''}${key}`
    if (value === undefined || value === '') next.delete(name)
    else next.set(name, value)
  }
  put('page', state.page === 1 ? undefined : String(state.page))
  put('size', state.size === defaults.size ? undefined : String(state.size))
  put('sort', state.sort === defaults.sort ? undefined : state.sort)
  put('q', state.q)
  for (const key of defaults.filterKeys) put(key, state.filters[key])
  return next
}

/** Whether anything narrows the list, so that "nothing matches" can be told from "nothing there". */
export function isNarrowed(state: TableState): boolean {
  return state.q !== undefined || Object.keys(state.filters).length > 0
}

/** The same list narrowed otherwise: back on the first page. */
export function narrowed(state: TableState, change: Pick<Partial<TableState>, 'q' | 'filters'>): TableState {
  return { ...state, ...change, page: 1 }
}

/** The query of the list endpoint (or of its export, which takes all pages). */
export function queryOf(
  state: TableState,
  fixed: Record<string, unknown>,
  paged: boolean,
): Record<string, unknown> {
  const { page, size, sort, q, filters } = state
  const rest = { sort, q, ...filters, ...fixed }
  return paged ? { page, size, ...rest } : rest
}

/** Those of the parameters that an endpoint declares. */
export function onlyKnown(endpoint: Endpoint, query: Record<string, unknown>): Record<string, unknown> {
  const shape = (endpoint.query as { readonly shape?: object } | undefined)?.shape ?? {}
  return Object.fromEntries(Object.entries(query).filter(([name]) => name in shape))
}
