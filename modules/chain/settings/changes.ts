/** A value that changed, by its dotted path. */
export interface Change {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** What differs between two plain objects, leaf by leaf. */
export function changesOf(before: unknown, after: unknown, path = ''): Change[] {
  const isObject = (of: unknown): of is Record<string, unknown> => typeof of === 'object' && of !== null
  if (!isObject(before) || !isObject(after)) return before === after ? [] : [{ path, before, after }]
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].flatMap((key) => changesOf(before[key], after[key], path === '' ? key : `${path}.${key}`))
}
