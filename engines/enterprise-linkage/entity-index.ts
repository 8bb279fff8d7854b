import { probabilityOf } from '#engines/linkage'
import { enterpriseBlocking } from './blocking.ts'
import { type PreparedRecord, prepareRecord, vocabularyOfModel } from './prepare.ts'
import { PairScorer } from './score.ts'
import type { EnterpriseRecord, LinkCandidate, LinkModel } from './types.ts'

const BEST = 10

/**
 * Known records by their keys, to match single new ones against without a full run. Memory: the prepared records and
 * some ten keys each. A match compares only the records that share a key with the new one.
 */
export class EnterpriseIndex {
  private readonly records: PreparedRecord[] = []
  private readonly rowOf = new Map<string, number>()
  private readonly free: number[] = []
  private readonly postings: Map<string, number[]>[]
  private readonly rules: ReturnType<typeof enterpriseBlocking>
  private readonly scorer: PairScorer
  private readonly vocabulary: ReturnType<typeof vocabularyOfModel>

  constructor(model: LinkModel) {
    this.vocabulary = vocabularyOfModel(model)
    this.rules = enterpriseBlocking(this.records)
    this.postings = this.rules.map(() => new Map())
    this.scorer = new PairScorer(this.records, model)
  }

  get size(): number {
    return this.rowOf.size
  }

  /** Adds a record, or replaces the one of the same id. */
  add(record: EnterpriseRecord): void {
    this.remove(record.id)
    const row = this.free.pop() ?? this.records.length
    this.records[row] = prepareRecord(record, this.vocabulary)
    this.rowOf.set(record.id, row)
    this.rules.forEach((rule, r) => {
      for (const key of rule.keys(row)) {
        const rows = this.postings[r]!.get(key)
        if (rows) rows.push(row)
        else this.postings[r]!.set(key, [row])
      }
    })
  }

  remove(id: string): void {
    const row = this.rowOf.get(id)
    if (row === undefined) return
    this.rules.forEach((rule, r) => {
      for (const key of rule.keys(row)) {
        const rows = this.postings[r]!.get(key)!
        // Their order says nothing: the last takes the place of the one that goes.
        rows[rows.indexOf(row)] = rows.at(-1)!
        rows.pop()
        if (rows.length === 0) this.postings[r]!.delete(key)
      }
    })
    this.rowOf.delete(id)
    this.free.push(row)
  }

  /**
   * The records that may be the same enterprise, the likeliest first. A code that holds on both sides decides: the same
   * one is certain, another one excludes.
   */
  match(record: EnterpriseRecord, limit = BEST): LinkCandidate[] {
    const asked = this.records.length
    const mine = prepareRecord(record, this.vocabulary)
    this.records.push(mine)
    try {
      const found: LinkCandidate[] = []
      const rows = new Set<number>()
      this.rules.forEach((rule, r) => {
        for (const key of rule.keys(asked)) {
          const known = this.postings[r]!.get(key)
          // A code that holds is looked up however many have it; other keys on too many records say nothing.
          const decides = rule.name === 'code' && mine.code?.kind === 'uscc' && key === mine.code.code
          if (!known || (!decides && known.length > (rule.limit ?? Number.POSITIVE_INFINITY))) continue
          for (const row of known) rows.add(row)
        }
      })
      for (const row of rows) {
        const other = this.records[row]!
        const { weight } = this.scorer.weigh(row, asked)
        const decided = mine.code?.kind === 'uscc' && other.code?.kind === 'uscc'
        if (decided && mine.code.code !== other.code.code) continue
        found.push({
          id: other.record.id,
          weight,
          probability: decided ? 1 : probabilityOf(weight),
        })
      }
      return found
        .sort((a, b) => b.probability - a.probability || b.weight - a.weight || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
    } finally {
      this.records.pop()
    }
  }
}
