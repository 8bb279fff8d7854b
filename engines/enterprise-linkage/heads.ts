import type { PreparedRecord } from './prepare.ts'

/**
 * For each entity that is a branch the entity of its head office, else -1: the one entity that is no branch and has the
 * branch's name without its place. With several, the one whose region the name gives; none when that does not decide.
 */
export function headsOf(
  records: readonly PreparedRecord[],
  entity: Int32Array,
  entities: number,
): Int32Array {
  const branchRows = new Int32Array(entities)
  const rows = new Int32Array(entities)
  const named = new Int32Array(entities).fill(-1)
  const branchNamed = new Int32Array(entities).fill(-1)
  records.forEach(({ name }, row) => {
    if (name === null || name.script === 'latin') return
    const at = entity[row]!
    rows[at]!++
    if (name.branch !== null) {
      branchRows[at]!++
      if (branchNamed[at]! < 0) branchNamed[at] = row
    } else if (name.form !== null && named[at]! < 0) named[at] = row
  })
  const isBranch = (at: number) => branchRows[at]! > 0 && branchRows[at]! * 2 >= rows[at]!
  const byCore = new Map<string, number[]>()
  for (let at = 0; at < entities; at++) {
    const row = named[at]!
    if (row < 0 || isBranch(at)) continue
    const { core } = records[row]!.name!
    const known = byCore.get(core)
    if (known) known.push(at)
    else byCore.set(core, [at])
  }
  const head = new Int32Array(entities).fill(-1)
  for (let at = 0; at < entities; at++) {
    if (!isBranch(at)) continue
    const branch = records[branchNamed[at]!]!
    let found = byCore.get(branch.name!.core) ?? []
    const narrow = (keep: (other: PreparedRecord) => boolean) => {
      const kept = found.filter((other) => keep(records[named[other]!]!))
      if (kept.length > 0) found = kept
    }
    const region = branch.name!.region
    if (region !== null)
      found = found.filter((other) => {
        const theirs = records[named[other]!]!.region
        return theirs === null || theirs === region
      })
    narrow(({ name }) => name!.form === branch.name!.form && name!.group === branch.name!.group)
    narrow(({ name }) => branch.name!.folded.startsWith(name!.folded))
    if (found.length === 1) head[at] = found[0]!
  }
  return head
}
