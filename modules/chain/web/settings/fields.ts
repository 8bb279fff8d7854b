/** One value of the settings as people enter it. */
export interface SettingField {
  /** Dotted path in the settings. */
  readonly path: string
  readonly kind: 'percent' | 'days' | 'count' | 'number' | 'choice' | 'flag'
  readonly options?: readonly string[]
  /** Keys of the options' texts begin with it. */
  readonly words?: string
  readonly least?: number
  readonly most?: number
}

const percent = (path: string, more: Partial<SettingField> = {}): SettingField => ({
  path,
  kind: 'percent',
  least: 0,
  most: 1,
  ...more,
})
const days = (path: string): SettingField => ({ path, kind: 'days', least: 0, most: 365 })

/** The settings by sections; trust by kind of source has a table of its own. */
export const SECTIONS: readonly { readonly key: string; readonly fields: readonly SettingField[] }[] = [
  {
    key: 'local',
    fields: [
      {
        path: 'localDefinition',
        kind: 'choice',
        options: ['part_count', 'tier1_spend', 'traced_value_added', 'roll_up', 'originating'],
        words: 'chain.local.def.',
      },
      percent('originThreshold'),
    ],
  },
  { key: 'facts', fields: [percent('checkBelow'), percent('dropBelow')] },
  {
    key: 'gap',
    fields: [
      percent('gap.strongShare'),
      { path: 'gap.strongFirms', kind: 'count', least: 1, most: 1_000 },
      { path: 'gap.riskConcentration', kind: 'number', least: 0, most: 1 },
      percent('gap.riskIrreplaceable'),
      percent('gap.riskSystemic'),
    ],
  },
  {
    key: 'risk',
    fields: [
      { path: 'risk.size', kind: 'choice', options: ['revenue', 'sales'], words: 'chain.risk.size.' },
      {
        path: 'risk.essentiality',
        kind: 'choice',
        options: ['parts', 'tree', 'linear', 'all'],
        words: 'chain.risk.essentiality.',
      },
      { path: 'risk.byTrust', kind: 'flag' },
      { path: 'risk.eps', kind: 'number', least: 1e-9, most: 0.1 },
      percent('risk.stoppedFrom', { least: 0.01 }),
      days('risk.partDays'),
      days('risk.electronicDays'),
      days('risk.otherDays'),
      days('risk.recoveryDays'),
      days('risk.onboardingDays'),
    ],
  },
]

type Tree = Record<string, unknown>

export function valueAt(value: object, path: string): unknown {
  return path.split('.').reduce((of: unknown, key) => (of as Tree | undefined)?.[key], value)
}

/** A copy with one value replaced. */
export function withValue<T extends object>(value: T, path: string, to: unknown): T {
  const [key = '', ...rest] = path.split('.')
  const held = (value as Tree)[key]
  return { ...value, [key]: rest.length === 0 ? to : withValue(held as object, rest.join('.'), to) }
}
