/** Golden records that have records of exactly these sources. */
export interface SourceSet {
  readonly sources: readonly string[]
  readonly entities: number
}

/** How many golden records have a record of each source. */
export function coveredBy(sets: readonly SourceSet[], source: string): number {
  return total(sets.filter(({ sources }) => sources.includes(source)))
}

/** How many have records of both sources. */
export function sharedBy(sets: readonly SourceSet[], one: string, other: string): number {
  return total(sets.filter(({ sources }) => sources.includes(one) && sources.includes(other)))
}

/** How many golden records rest on 1, 2, 3 … sources. */
export function bySourceCount(sets: readonly SourceSet[]): readonly number[] {
  const most = sets.reduce((count, { sources }) => Math.max(count, sources.length), 0)
  return Array.from({ length: most }, (_, at) =>
    total(sets.filter(({ sources }) => sources.length === at + 1)),
  )
}

function total(sets: readonly SourceSet[]): number {
  return sets.reduce((sum, { entities }) => sum + entities, 0)
}
