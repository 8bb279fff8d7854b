import { sql } from 'kysely'
import { bulkInsert, type Db } from '../db/index.ts'
import type { AuditEntry, Ctx } from '../module/index.ts'
import { type ChainContent, detailText, hashOf, storable } from './chain.ts'

/** An entry with who made it and when, ready to be chained. */
type Unchained = Omit<ChainContent, 'seq' | 'prevHash'>

/**
 * Adds an entry to the log. Inside a transaction the entry stands or falls with it; writers wait for each other at
 * the head from here to their commit, so call it near the end. Outside of one (reads of sensitive fields) the entries
 * of callers that wait at the same time share one commit, and each caller goes on when its entry is durable.
 */
export async function appendEntry(ctx: Ctx, entry: AuditEntry): Promise<void> {
  const unchained = unchainedOf(ctx, entry)
  if (ctx.db.isTransaction) await chainEntries(ctx.db, [unchained])
  else await groupOf(ctx.db).add(unchained)
}

function unchainedOf({ actor, kernel, requestId }: Ctx, entry: AuditEntry): Unchained {
  const detail = detailText(entry.detail)
  return {
    at: kernel.now().toISOString(),
    actorKind: actor.kind,
    actorId: actor.accountId,
    actorName: storable(actor.name),
    orgId: actor.orgId,
    action: storable(entry.action),
    resource: storable(entry.resource),
    recordId: entry.recordId === null ? null : storable(entry.recordId),
    detail: detail === null ? null : JSON.parse(detail),
    requestId: storable(requestId),
  }
}

const COLUMNS = [
  ['seq', 'bigint'],
  ['at', 'timestamptz'],
  ['actor_kind', 'text'],
  ['actor_id', 'text'],
  ['actor_name', 'text'],
  ['org_id', 'text'],
  ['action', 'text'],
  ['resource', 'text'],
  ['record_id', 'text'],
  ['detail', 'jsonb'],
  ['request_id', 'text'],
  ['prev_hash', 'text'],
  ['hash', 'text'],
].map(([name, type]) => ({ name: name!, type: type! }))

/** Where the chain ends. */
interface Head {
  readonly seq: number
  readonly hash: string
}

/** Appends entries behind the head of the chain, in the given order, as part of the transaction. Returns the new head. */
async function chainEntries(db: Db, entries: readonly Unchained[]): Promise<Head> {
  const found = await sql<Head>`select seq, hash from kernel.audit_head for update`.execute(db)
  const { rows, head } = chained(found.rows[0]!, entries)
  await bulkInsert(db, 'kernel.audit_entry', COLUMNS, rows)
  await sql`update kernel.audit_head set seq = ${head.seq}, hash = ${head.hash}`.execute(db)
  return head
}

/**
 * The same in a single statement, where the head is where we left it; undefined, and nothing written, where somebody else
 * has written since.
 */
async function chainBehind(db: Db, before: Head, entries: readonly Unchained[]): Promise<Head | undefined> {
  const { rows, head } = chained(before, entries)
  const moved = sql`update kernel.audit_head set seq = ${head.seq}, hash = ${head.hash}
    where seq = ${before.seq} and hash = ${before.hash} returning 1`
  const written = await bulkInsert(db, 'kernel.audit_entry', COLUMNS, rows, '', moved)
  return written === rows.length ? head : undefined
}

/** The entries as rows of the chain behind a head. */
function chained(before: Head, entries: readonly Unchained[]) {
  let head = before
  const rows = entries.map((entry) => {
    const content: ChainContent = { ...entry, seq: head.seq + 1, prevHash: head.hash }
    head = { seq: content.seq, hash: hashOf(content) }
    return {
      seq: content.seq,
      at: content.at,
      actor_kind: content.actorKind,
      actor_id: content.actorId,
      actor_name: content.actorName,
      org_id: content.orgId,
      action: content.action,
      resource: content.resource,
      record_id: content.recordId,
      detail: content.detail,
      request_id: content.requestId,
      prev_hash: content.prevHash,
      hash: head.hash,
    }
  })
  return { rows, head }
}

/** Most entries of one commit: keeps a burst from holding the head too long. */
const GROUP_SIZE = 500

interface Waiting {
  readonly entry: Unchained
  resolve(): void
  reject(error: unknown): void
}

/** Entries that wait for the same commit. While one commit runs, the next group gathers. */
class CommitGroup {
  readonly #db: Db
  #waiting: Waiting[] = []
  #running = false
  /** The head as this group left it; others may have moved it since. */
  #head: Head | undefined

  constructor(db: Db) {
    this.#db = db
  }

  add(entry: Unchained): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject })
      if (!this.#running) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#running = true
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, GROUP_SIZE)
      try {
        await this.#commit(group.map(({ entry }) => entry))
        for (const { resolve } of group) resolve()
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    this.#running = false
  }

  async #commit(entries: readonly Unchained[]): Promise<void> {
    const left = this.#head
    // Unknown until the commit is through: a connection lost in it leaves open whether it came to be.
    this.#head = undefined
    this.#head =
      (left && (await chainBehind(this.#db, left, entries))) ??
      (await this.#db.transaction().execute((trx) => chainEntries(trx, entries)))
  }
}

const groups = new WeakMap<Db, CommitGroup>()

function groupOf(db: Db): CommitGroup {
  const known = groups.get(db)
  if (known) return known
  const fresh = new CommitGroup(db)
  groups.set(db, fresh)
  return fresh
}
