/** What a company name is made of. Texts are folded (see `foldText`); parts that are not said are empty. */
export interface CompanyName {
  /** The whole name, folded. */
  readonly folded: string
  readonly script: 'chinese' | 'latin'
  /** GB/T 2260 code of the region in the name (2, 4 or 6 digits), or null. */
  readonly region: string | null
  /** 字号: what tells the firm from others of its trade; of a Latin name its letters without blanks. */
  readonly trade: string
  /** What the firm does, as the name says it; may be cut short. */
  readonly industry: string
  /** Trade name and industry together, as they stand in the name. */
  readonly core: string
  readonly form: LegalForm | null
  /** The name says that it is a group. */
  readonly group: boolean
  /** Of a branch its place or number, `''` when the name does not say it; null when it is no branch. */
  readonly branch: string | null
}

export type LegalForm =
  | 'limited'
  | 'jointStock'
  | 'company'
  | 'partnership'
  | 'factory'
  | 'individual'
  | 'cooperative'
  | 'institute'
