import type { LinkCandidate } from '#engines/enterprise-linkage'
import { AppError } from '#kernel/core'
import { doubtsOf } from './doubts.ts'
import { contextOf, type Linker, type LinkOutcome, type LinkProgress, type LinkTask } from './link.ts'

/** From this probability on a record goes to its best entity without a person. */
export const ATTACH_FROM = 0.95
const CANDIDATES = 12
const TELL_EVERY = 256

/**
 * Places new and changed records among the entities that are there, one after the other, without grouping the others
 * anew. A record joins the entity of its best candidate from `ATTACH_FROM` on, unless two valid codes differ or people
 * said otherwise; a changed record without a better place stays where it was as long as nothing forbids it.
 */
export function placeFresh(linker: Linker, task: LinkTask, onProgress: LinkProgress): LinkOutcome {
  if (!task.model) throw new AppError('registry.fusion.noModel', {}, { status: 409 })
  const { records, fresh } = task
  const context = contextOf(task, task.sharedCodes)
  const index = new linker.EnterpriseIndex(task.model)
  const numberOf = new Map(records.map((record, number) => [record.id, number]))
  const groups = new Groups(task, context.code)
  const freshNumbers: number[] = []
  for (let i = 0; i < records.length; i++) {
    if (fresh[i]) freshNumbers.push(i)
    else {
      index.add(records[i]!)
      groups.join(i, task.before[i]!)
    }
    if (i % TELL_EVERY === 0) onProgress((0.7 * i) / records.length, 'prepare')
  }
  const left: number[] = []
  const right: number[] = []
  const weight: number[] = []
  for (const [done, record] of freshNumbers.entries()) {
    if (done % TELL_EVERY === 0) onProgress(0.7 + (0.3 * done) / freshNumbers.length, 'compare')
    const candidates = index.match(records[record]!, CANDIDATES)
    for (const candidate of candidates) {
      const other = numberOf.get(candidate.id)!
      left.push(Math.min(record, other))
      right.push(Math.max(record, other))
      weight.push(candidate.weight)
    }
    groups.join(record, placeOf(record, candidates, numberOf, groups, task))
    index.add(records[record]!)
  }
  const entity = groups.of
  const pairs = {
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    weight: Float32Array.from(weight),
  }
  const isNews = (a: number, b: number) => fresh[a] === 1 || fresh[b] === 1
  return {
    group: entity,
    groups: groups.count,
    head: null,
    // Only links of fresh records were looked at: nothing can be said of the others'.
    doubts: doubtsOf({ entity, pairs, ...context }).filter(
      ({ reason, left: a, right: b }) => reason !== 'weakLink' || isNews(a, b),
    ),
    pairs: left.length,
    model: task.model,
    warnings: [],
    expected: null,
  }
}

/** The group that a fresh record goes to. */
function placeOf(
  record: number,
  candidates: readonly LinkCandidate[],
  numberOf: ReadonlyMap<string, number>,
  groups: Groups,
  task: LinkTask,
): number {
  const told = groups.decidedFor(record)
  if (told !== undefined) return told
  for (const { id, probability } of candidates) {
    if (probability < ATTACH_FROM) break
    const group = groups.of[numberOf.get(id)!]!
    if (groups.accepts(group, record)) return group
  }
  const own = task.before[record]!
  if (own >= 0 && groups.accepts(own, record)) return own
  return groups.fresh()
}

/** Groups with what forbids a record to join. */
class Groups {
  readonly of: Int32Array
  count: number
  private readonly members = new Map<number, number[]>()
  private readonly code: readonly (string | undefined)[]
  private readonly apart = new Map<number, number[]>()
  private readonly together = new Map<number, number[]>()

  constructor(task: LinkTask, code: readonly (string | undefined)[]) {
    this.of = new Int32Array(task.records.length).fill(-1)
    this.count = task.groups
    this.code = code
    for (const { left, right, same } of task.decided) {
      const into = same ? this.together : this.apart
      into.set(left, [...(into.get(left) ?? []), right])
      into.set(right, [...(into.get(right) ?? []), left])
    }
  }

  /** A group number that nobody has. */
  fresh(): number {
    return this.count++
  }

  join(record: number, group: number): void {
    const into = group >= 0 ? group : this.fresh()
    this.of[record] = into
    const members = this.members.get(into)
    if (members) members.push(record)
    else this.members.set(into, [record])
  }

  /** Where people said that the record belongs. */
  decidedFor(record: number): number | undefined {
    const placed = this.together.get(record)?.find((other) => this.of[other]! >= 0)
    return placed === undefined ? undefined : this.of[placed]
  }

  /** Whether nothing forbids: no decision, no two valid codes that differ. */
  accepts(group: number, record: number): boolean {
    const apart = this.apart.get(record)
    const code = this.code[record]
    return (this.members.get(group) ?? []).every(
      (member) =>
        !apart?.includes(member) &&
        (code === undefined || this.code[member] === undefined || this.code[member] === code),
    )
  }
}
