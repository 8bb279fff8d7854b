import { newId } from '#kernel/core'
import { regroup } from '../domain/identity.ts'
import type { LinkOutcome } from '../domain/link.ts'
import type { ChangeEntry } from '../store/entities.ts'
import type { Move } from '../store/operations.ts'
import { LIBRARY } from '../store/records.ts'
import type { Collected } from './collect.ts'

/** What a run has to write. */
export interface RunPlan {
  readonly created: readonly string[]
  /** Records whose entity is another than before. */
  readonly given: readonly { readonly record: string; readonly entity: string }[]
  /** Those of them that had an entity before. */
  readonly moves: readonly Move[]
  readonly heads: readonly { readonly id: string; readonly head: string | null }[]
  /** Entities whose golden records have to be made anew. */
  readonly touched: readonly string[]
  readonly feed: readonly ChangeEntry[]
  readonly entities: number
  readonly largest: number
  /** Enterprises of the library that share an entity. */
  readonly twice: readonly { readonly left: string; readonly right: string; readonly records: number }[]
}

/** Turns groups into entities: who lives on, who is new, who ends, which records move. */
export function planRun(collected: Collected, outcome: LinkOutcome): RunPlan {
  const { rows, heads } = collected
  const { group, groups } = groupsOfRows(collected, outcome)
  const before = rows.map(({ entityId }) => entityId)
  const library = rows.map(({ source }) => source === LIBRARY)
  const now = regroup(group, groups, before, library)
  const size = new Int32Array(groups)
  for (const g of group) size[g]!++

  const created: string[] = []
  const feed: ChangeEntry[] = []
  const entityOf = now.entityOf.map((entity, g) => {
    if (entity !== null || size[g] === 0) return entity ?? ''
    const id = newId()
    created.push(id)
    return id
  })
  const splitFrom = new Map(now.splitFrom.map(({ group: g, entity }) => [g, entity]))
  for (const [g, entity] of now.entityOf.entries()) {
    if (entity !== null || size[g] === 0) continue
    const from = splitFrom.get(g)
    feed.push(
      from === undefined
        ? { entityId: entityOf[g]!, kind: 'created' }
        : { entityId: entityOf[g]!, kind: 'split', otherId: from },
    )
  }
  for (const { entity, group: g } of now.ended)
    feed.push({ entityId: entity, kind: 'merged', otherId: entityOf[g]! })

  const touched = new Set<string>(created)
  const given: { record: string; entity: string }[] = []
  const moves: Move[] = []
  for (const [at, row] of rows.entries()) {
    const entity = entityOf[group[at]!]!
    if (row.fresh) touched.add(entity)
    if (row.entityId === entity) continue
    given.push({ record: row.id, entity })
    touched.add(entity)
    if (row.entityId === null) continue
    touched.add(row.entityId)
    moves.push({ record: row.id, from: row.entityId, to: entity })
  }
  const living = [...entityOf.keys()].filter((g) => size[g]! > 0)
  return {
    created,
    given,
    moves,
    heads: headsOf(outcome, living, entityOf, heads),
    touched: [...touched],
    feed,
    entities: living.length,
    largest: living.reduce((most, g) => Math.max(most, size[g]!), 0),
    twice: twiceInLibrary(rows, group, size),
  }
}

/** Groups of all rows: those that were left out of the linking go where the others of their entity went. */
function groupsOfRows(
  { rows, rowOf }: Collected,
  outcome: LinkOutcome,
): { group: Int32Array; groups: number } {
  const group = new Int32Array(rows.length).fill(-1)
  for (const [number, at] of rowOf.entries()) group[at] = outcome.group[number]!
  let groups = outcome.groups
  const votes = new Map<string, Map<number, number>>()
  for (const [at, { entityId }] of rows.entries()) {
    if (group[at] === -1 || entityId === null) continue
    const tally = votes.get(entityId) ?? new Map<number, number>()
    votes.set(entityId, tally.set(group[at]!, (tally.get(group[at]!) ?? 0) + 1))
  }
  for (const [at, { entityId }] of rows.entries()) {
    if (group[at] !== -1) continue
    const best = [...(votes.get(entityId ?? '') ?? [])].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]
    group[at] = best?.[0] ?? groups++
  }
  return { group, groups }
}

function headsOf(
  { head }: LinkOutcome,
  living: readonly number[],
  entityOf: readonly string[],
  known: ReadonlyMap<string, string | null>,
) {
  if (head === null) return []
  return living
    .map((g) => ({ id: entityOf[g]!, head: (head[g] ?? -1) >= 0 ? entityOf[head[g]!]! : null }))
    .filter(({ id, head: to }) => (known.get(id) ?? null) !== to)
}

function twiceInLibrary(rows: Collected['rows'], group: Int32Array, size: Int32Array) {
  const first = new Map<number, string>()
  const twice: { left: string; right: string; records: number }[] = []
  for (const [at, { source, id }] of rows.entries()) {
    if (source !== LIBRARY) continue
    const g = group[at]!
    const other = first.get(g)
    if (other === undefined) first.set(g, id)
    else twice.push({ left: other, right: id, records: size[g]! })
  }
  return twice
}
