import type { Decision } from '../../module/index.ts'

/** A row with the fields that the caller may not see taken out, and their names. */
export type MaskedRow<T, Open extends keyof T> = {
  [K in keyof T]: K extends Open ? T[K] : T[K] | undefined
} & {
  readonly hidden: string[]
}

/**
 * Takes out of a row what the decision does not allow: such fields become undefined and are listed in `hidden`, in
 * the row's order. Fields that the resource does not declare are hidden too; `open` names those that are for
 * everybody who may see the record at all (`id` unless said otherwise). The decision must allow the record itself.
 * @example maskRow(decision, row) // { id, name, revenue: undefined, hidden: ['revenue'] }
 */
export function maskRow<T extends object, Open extends keyof T & string = keyof T & 'id'>(
  decision: Decision,
  row: T,
  open: readonly Open[] = ['id' as Open],
): MaskedRow<T, Open> {
  const masked: Record<string, unknown> = {}
  const hidden: string[] = []
  for (const [field, value] of Object.entries(row)) {
    const shown = decision.allowed && ((open as readonly string[]).includes(field) || decision.field(field))
    masked[field] = shown ? value : undefined
    if (!shown) hidden.push(field)
  }
  return { ...masked, hidden } as unknown as MaskedRow<T, Open>
}
