import { useCallback, useState } from 'react'

export type Density = 'small' | 'medium' | 'large'

/** What a user has set for one table, kept in the browser. */
export interface TableSettings {
  readonly density: Density
  /** Keys of the columns shown; absent = the table's own choice. */
  readonly columns?: readonly string[]
}

/** Reads stored settings; anything unreadable counts as none. */
export function parseSettings(stored: string | null): TableSettings {
  try {
    const value: unknown = JSON.parse(stored ?? '{}')
    if (typeof value !== 'object' || value === null) return { density: 'small' }
    const { density, columns } = value as Record<string, unknown>
    return {
      density: density === 'medium' || density === 'large' ? density : 'small',
      columns:
        Array.isArray(columns) && columns.every((key) => typeof key === 'string') ? columns : undefined,
    }
  } catch {
    return { density: 'small' }
  }
}

/** The columns to show, in the table's order: the user's choice as far as it still exists, else the default ones. */
export function shownColumns<C extends { readonly key: string; readonly hidden?: boolean }>(
  columns: readonly C[],
  chosen: readonly string[] | undefined,
): C[] {
  const byChoice = columns.filter((column) => chosen?.includes(column.key))
  return byChoice.length > 0 ? byChoice : columns.filter((column) => !column.hidden)
}

/** The settings of a table by name, and how to change them. */
export function useTableSettings(name: string): [TableSettings, (change: Partial<TableSettings>) => void] {
  const key = `zhiqing.table.${name}`
  const [settings, setSettings] = useState(() => parseSettings(localStorage.getItem(key)))
  const change = useCallback(
    (part: Partial<TableSettings>) =>
      setSettings((before) => {
        const next = { ...before, ...part }
        localStorage.setItem(key, JSON.stringify(next))
        return next
      }),
    [key],
  )
  return [settings, change]
}
