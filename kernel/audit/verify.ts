import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { AppError } from '../core/index.ts'
import type { Db } from '../db/index.ts'
import { type ChainRow, GENESIS_HASH } from './chain.ts'
import { type AuditReport, ChainChecker } from './check.ts'
import { chainHead, chainRow, chainRows } from './rows.ts'

/** How to verify. */
export interface VerifyOptions {
  /** First and last number to check; the whole log when absent. */
  readonly from?: number
  readonly to?: number
  /** A hash noted down earlier (`lastHash` of a report): the row must still carry it, or history was rewritten whole. */
  readonly anchor?: { readonly seq: number; readonly hash: string }
  readonly signal?: AbortSignal
  onProgress?(done: number, total: number): void | Promise<void>
}

/**
 * Recomputes the chain and reports every changed, missing, reordered, replaced or cut-off row. Reads in batches;
 * writers go on meanwhile. Without an anchor, one who rewrites rows, all hashes after them and the head goes
 * unnoticed: keep a `lastHash` outside the database.
 */
export async function verifyAudit(db: Db, options: VerifyOptions = {}): Promise<AuditReport> {
  const from = Math.max(1, options.from ?? 1)
  const start = await chainHead(db)
  const checker = new ChainChecker(from, await hashBefore(db, from))
  if (!start) {
    checker.fault({ seq: 0, kind: 'head' })
    return checker.report()
  }
  const to = Math.min(options.to ?? Number.MAX_SAFE_INTEGER, Math.max(start.seq, start.last))
  for await (const rows of chainRows(db, from, Math.min(to, start.seq))) {
    options.signal?.throwIfAborted()
    for (const row of rows) {
      if (row.seq === start.seq && row.hash !== start.hash) checker.fault({ seq: row.seq, kind: 'head' })
      checker.add(row)
    }
    await options.onProgress?.(checker.last - from + 1, Math.max(0, to - from + 1))
  }
  const end = Math.min(to, start.seq)
  if (end > checker.last && end >= from) {
    const kind = end === start.seq ? 'truncated' : 'missing'
    checker.fault({ seq: checker.last + 1, kind, other: end })
  }
  if (start.seq === 0 && start.hash !== GENESIS_HASH) checker.fault({ seq: 0, kind: 'head' })
  if (options.to === undefined && start.last > start.seq) {
    checker.fault({ seq: start.seq + 1, kind: 'extra', other: start.last })
  }
  if (options.anchor) await checkAnchor(db, checker, options.anchor)
  return checker.report()
}

async function hashBefore(db: Db, from: number): Promise<string | undefined> {
  return from === 1 ? GENESIS_HASH : (await chainRow(db, from - 1))?.hash
}

async function checkAnchor(
  db: Db,
  checker: ChainChecker,
  anchor: { seq: number; hash: string },
): Promise<void> {
  const row = await chainRow(db, anchor.seq)
  if (row === undefined) checker.fault({ seq: anchor.seq, kind: 'missing', other: anchor.seq })
  else if (row.hash !== anchor.hash) checker.fault({ seq: anchor.seq, kind: 'broken' })
}

/** Last line of an NDJSON export: what the reader should have seen by then. */
export interface NdjsonEnd {
  readonly end: { readonly seq: number; readonly hash: string; readonly rows: number }
}

/**
 * Verifies an NDJSON export of the whole log without any database: from a file or from lines. The closing line
 * tells a file that was cut off. Throws `audit.export.unreadable` with the line number when a line is no entry.
 */
export async function verifyNdjson(
  source: string | AsyncIterable<string> | Iterable<string>,
): Promise<AuditReport> {
  const lines =
    typeof source === 'string'
      ? createInterface({ input: createReadStream(source), crlfDelay: Infinity })
      : source
  let checker: ChainChecker | undefined
  let ending: NdjsonEnd['end'] | undefined
  let number = 0
  for await (const line of lines) {
    number++
    if (line.trim() === '') continue
    const value = parsed(line, number)
    if ('end' in value) {
      ending = value.end
      continue
    }
    checker ??= new ChainChecker(1)
    checker.add(value)
  }
  checker ??= new ChainChecker(1)
  if (!ending) checker.fault({ seq: checker.last + 1, kind: 'truncated' })
  else if (checker.last < ending.seq) {
    checker.fault({ seq: checker.last + 1, kind: 'truncated', other: ending.seq })
  } else if (checker.last > ending.seq) {
    checker.fault({ seq: ending.seq + 1, kind: 'extra', other: checker.last })
  } else if (checker.lastHash !== ending.hash) checker.fault({ seq: ending.seq, kind: 'head' })
  return checker.report()
}

function parsed(line: string, number: number): ChainRow | NdjsonEnd {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new AppError('audit.export.unreadable', { line: number })
  }
  const row = value as Partial<ChainRow> & Partial<NdjsonEnd>
  if (row !== null && typeof row === 'object') {
    if (row.end) return row as NdjsonEnd
    if (Number.isSafeInteger(row.seq) && typeof row.hash === 'string') return row as ChainRow
  }
  throw new AppError('audit.export.unreadable', { line: number })
}
