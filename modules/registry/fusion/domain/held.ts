/**
 * Groups of records that decisions hold together, directly or through others: each group of two or more.
 * @example heldTogether(['a', 'b', 'c', 'd'], [['a', 'b'], ['b', 'c']]) // [['a', 'b', 'c']]
 */
export function heldTogether(
  records: readonly string[],
  pairs: readonly (readonly [string, string])[],
): string[][] {
  const root = new Map(records.map((record) => [record, record]))
  const rootOf = (record: string): string => {
    let at = record
    while (root.get(at) !== at) at = root.get(at)!
    return at
  }
  for (const [left, right] of pairs)
    if (root.has(left) && root.has(right)) root.set(rootOf(left), rootOf(right))
  return [...Map.groupBy(records, rootOf).values()].filter((group) => group.length > 1)
}

/**
 * Pairs that go on holding together what stays on one side when held groups are divided: the first record of each part
 * with each of the others. Only groups that are divided are told.
 */
export function heldAfterSplit(
  groups: readonly (readonly string[])[],
  leaving: ReadonlySet<string>,
): [string, string][] {
  return groups.flatMap((group) => {
    const out = group.filter((record) => leaving.has(record))
    const rest = group.filter((record) => !leaving.has(record))
    if (out.length === 0 || rest.length === 0) return []
    return [out, rest].flatMap(([first, ...others]) =>
      others.map((other): [string, string] => [first!, other]),
    )
  })
}
