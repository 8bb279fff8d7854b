import { type ChainRow, GENESIS_HASH, hashOf } from './chain.ts'

/** What is wrong with a row: it, its place, or its absence. */
export type AuditFaultKind = 'changed' | 'missing' | 'reordered' | 'broken' | 'truncated' | 'extra' | 'head'

/** One finding of the verifier. */
export interface AuditFault {
  readonly seq: number
  readonly kind: AuditFaultKind
  /** Last number of a missing or extra run; for a reordered row the number it was written under. */
  readonly other?: number
}

/** What the verifier says. */
export interface AuditReport {
  readonly ok: boolean
  readonly checked: number
  readonly from: number
  readonly to: number
  /** The first findings, at most FAULT_LIMIT of them; `faultCount` counts all. */
  readonly faults: readonly AuditFault[]
  readonly faultCount: number
  /** Hash of the last row checked: note it down elsewhere and later runs can prove that nothing up to it was rewritten. */
  readonly lastHash: string
}

/** How many findings a report names one by one. */
export const FAULT_LIMIT = 200

/**
 * Follows a chain row by row, in the order of their numbers. `changed`: the content no longer gives the hash;
 * `missing`: numbers are skipped; `broken`: the row does not name the hash of the one before, though both are whole
 * (one was replaced together with its hash); `reordered`: the row is whole under another number.
 */
export class ChainChecker {
  #expected: number
  #prevHash: string | undefined
  #checked = 0
  #faultCount = 0
  readonly #from: number
  readonly #faults: AuditFault[] = []
  readonly #doubtful: ChainRow[] = []

  /** `prevHash` is the hash of row `from - 1`; undefined when it is unknown and the first row is believed. */
  constructor(from = 1, prevHash: string | undefined = from === 1 ? GENESIS_HASH : undefined) {
    this.#expected = from
    this.#from = from
    this.#prevHash = prevHash
  }

  /** Number of the last row seen, or the one before the first. */
  get last(): number {
    return this.#expected - 1
  }

  get lastHash(): string {
    return this.#prevHash ?? GENESIS_HASH
  }

  get checked(): number {
    return this.#checked
  }

  add(row: ChainRow): void {
    this.#checked++
    const gap = row.seq > this.#expected
    if (gap) this.fault({ seq: this.#expected, kind: 'missing', other: row.seq - 1 })
    else if (row.seq < this.#expected) this.fault({ seq: row.seq, kind: 'reordered' })
    if (hashOf(row) !== row.hash) {
      this.fault({ seq: row.seq, kind: 'changed' })
      if (this.#doubtful.length < FAULT_LIMIT) this.#doubtful.push(row)
    } else if (!gap && this.#prevHash !== undefined && row.prevHash !== this.#prevHash) {
      this.fault({ seq: row.seq, kind: 'broken' })
    }
    this.#prevHash = row.hash
    this.#expected = Math.max(this.#expected, row.seq + 1)
  }

  fault(fault: AuditFault): void {
    this.#faultCount++
    if (this.#faults.length < FAULT_LIMIT) this.#faults.push(fault)
  }

  /** The findings so far; rows that are whole under the number of another doubtful row are told as reordered. */
  report(): AuditReport {
    const numbers = this.#doubtful.map((row) => row.seq)
    const moved = new Map<number, number>()
    for (const row of this.#doubtful) {
      const home = numbers.find((seq) => seq !== row.seq && hashOf({ ...row, seq }) === row.hash)
      if (home !== undefined) moved.set(row.seq, home)
    }
    const faults = this.#faults.map((fault): AuditFault => {
      const home = fault.kind === 'changed' ? moved.get(fault.seq) : undefined
      return home === undefined ? fault : { seq: fault.seq, kind: 'reordered', other: home }
    })
    return {
      ok: this.#faultCount === 0,
      checked: this.#checked,
      from: this.#from,
      to: this.last,
      faults,
      faultCount: this.#faultCount,
      lastHash: this.lastHash,
    }
  }
}
