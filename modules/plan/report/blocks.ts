/** A report as both writers take it: what stands in which order, in one language, before any markup. */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Something a reader must not miss. */
  | { readonly kind: 'notice'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly Cell[])[]
    }

export interface Column {
  readonly title: string
  /** Share of the table's width, in percent. */
  readonly width: number
}

export interface Cell {
  readonly text: string
  /** Colour of a state; the word says the same. */
  readonly tone?: Tone
}

export type Tone = 'achieved' | 'green' | 'amber' | 'red' | 'unknown'

export interface ReportDocument {
  readonly lang: 'zh' | 'en'
  /** Running head of every page. */
  readonly header: string
  readonly blocks: readonly Block[]
}
