/** Which entities live on, which are new, which end, when records are grouped anew. */
export interface Regrouping {
  /** For each group the entity that it is now; null for a new one. */
  readonly entityOf: readonly (string | null)[]
  /** Entities that no group is now: where most of their records went (a group's number). */
  readonly ended: readonly { readonly entity: string; readonly group: number }[]
  /** New groups that have records of an entity: split off from it. */
  readonly splitFrom: readonly { readonly group: number; readonly entity: string }[]
}

/** A library's own record decides which group is the enterprise's entity. */
const LIBRARY_WEIGHT = 1_000_000

/**
 * Keeps entities' identity when records are grouped anew: a group is the old entity with which it shares most records,
 * the record of the library's enterprise before all others; each entity lives on in one group at most.
 *
 * @param group group number of each record, 0 to `groups` - 1
 * @param before entity of each record until now
 * @param library whether a record is an enterprise of the library
 */
export function regroup(
  group: Int32Array,
  groups: number,
  before: readonly (string | null)[],
  library: readonly boolean[],
): Regrouping {
  const shares = new Map<string, Map<number, number>>()
  for (let i = 0; i < group.length; i++) {
    const entity = before[i]
    if (entity === null || entity === undefined) continue
    const into = shares.get(entity) ?? new Map<number, number>()
    shares.set(entity, into)
    into.set(group[i]!, (into.get(group[i]!) ?? 0) + (library[i] ? LIBRARY_WEIGHT : 1))
  }
  const claims: { entity: string; group: number; share: number }[] = []
  for (const [entity, into] of shares)
    for (const [to, share] of into) claims.push({ entity, group: to, share })
  claims.sort((a, b) => b.share - a.share || (a.entity < b.entity ? -1 : 1) || a.group - b.group)

  const entityOf: (string | null)[] = new Array(groups).fill(null)
  const living = new Set<string>()
  for (const claim of claims) {
    if (entityOf[claim.group] !== null || living.has(claim.entity)) continue
    entityOf[claim.group] = claim.entity
    living.add(claim.entity)
  }
  const ended: { entity: string; group: number }[] = []
  const splitFrom = new Map<number, string>()
  const told = new Set<string>()
  for (const { entity, group: to } of claims) {
    if (!living.has(entity) && !told.has(entity)) {
      ended.push({ entity, group: to })
      told.add(entity)
    }
    if (entityOf[to] === null && !splitFrom.has(to)) splitFrom.set(to, entity)
  }
  return {
    entityOf,
    ended,
    splitFrom: [...splitFrom].map(([to, entity]) => ({ group: to, entity })),
  }
}
