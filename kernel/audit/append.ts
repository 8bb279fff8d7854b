import { sql } from 'kysely'
import { inTransaction } from '../db/index.ts'
import type { AuditEntry, Ctx } from '../module/index.ts'
import { type ChainContent, detailText, hashOf, storable } from './chain.ts'

/**
 * Adds an entry to the log as part of the context's transaction (its own when there is none): the write and its
 * entry stand or fall together. Writers wait for each other at the head from here to their commit, so call it near
 * the end of the transaction.
 */
export async function appendEntry(ctx: Ctx, entry: AuditEntry): Promise<void> {
  await inTransaction(ctx, async ({ db, actor, kernel, requestId }) => {
    const found = await sql<{ seq: number; hash: string }>`
      select seq, hash from kernel.audit_head for update`.execute(db)
    const head = found.rows[0]!
    const detail = detailText(entry.detail)
    const row: ChainContent = {
      seq: head.seq + 1,
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
      prevHash: head.hash,
    }
    const hash = hashOf(row)
    await sql`
      with added as (
        insert into kernel.audit_entry
          (seq, at, actor_kind, actor_id, actor_name, org_id, action, resource, record_id, detail, request_id, prev_hash, hash)
        values (${row.seq}, ${row.at}, ${row.actorKind}, ${row.actorId}, ${row.actorName}, ${row.orgId}, ${row.action},
          ${row.resource}, ${row.recordId}, ${detail}::text::jsonb, ${row.requestId}, ${row.prevHash}, ${hash})
      )
      update kernel.audit_head set seq = ${row.seq}, hash = ${hash}`.execute(db)
  })
}
