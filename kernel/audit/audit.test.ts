import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Database, Db } from '../db/index.ts'
import { inTransaction } from '../db/index.ts'
import { eachDatabase } from '../db/testing.ts'
import type { FileReply, Route } from '../module/index.ts'
import { createAudit } from './audit.ts'
import { type ChainRow, canonicalJson, hashOf } from './chain.ts'
import { auditMigrations } from './migrations.ts'
import { chainRow } from './rows.ts'
import { testActor, testContext } from './testing.ts'
import { verifyAudit, verifyNdjson } from './verify.ts'

const GROUPS = [{ schema: 'kernel', owner: 'audit', migrations: auditMigrations }]
const audit = createAudit()

async function written(database: Database, count: number) {
  const ctx = testContext(database.db, { audit })
  for (let i = 1; i <= count; i++) {
    await audit.append(ctx, {
      action: 'sample.part.write',
      resource: 'sample.part',
      recordId: `p${i}`,
      detail: { name: `零件 ${i}`, price: i * 1.5, at: new Date(0) },
    })
  }
  return ctx
}

/** What somebody with the rights of a database owner can do: the triggers stand aside. */
async function tamper(db: Db, body: (trx: Db) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await body(trx)
  })
}

eachDatabase('audit log', (open) => {
  test('entries are numbered without gaps and verify', async () => {
    const database = await open(GROUPS)
    await written(database, 5)
    const report = await verifyAudit(database.db)
    assert.deepEqual(
      { ok: report.ok, checked: report.checked, to: report.to, faults: report.faults },
      { ok: true, checked: 5, to: 5, faults: [] },
    )
  })

  test('an entry goes with its transaction: rolled back, it never was, and no number is lost', async () => {
    const database = await open(GROUPS)
    const ctx = await written(database, 1)
    const failing = inTransaction(ctx, async (inner) => {
      await audit.append(inner, { action: 'a', resource: 'r', recordId: null })
      throw new Error('no')
    })
    await assert.rejects(failing, /no/)
    await audit.append(ctx, { action: 'b', resource: 'r', recordId: null })
    const { rows } = await database.query<{ seq: number; action: string }>(
      'select seq, action from kernel.audit_entry order by seq',
    )
    assert.deepEqual(rows, [
      { seq: 1, action: 'sample.part.write' },
      { seq: 2, action: 'b' },
    ])
  })

  test('writers at the same time keep one chain', async () => {
    const database = await open(GROUPS)
    const ctx = testContext(database.db)
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        audit.append(ctx, { action: 'x', resource: 'r', recordId: String(i) }),
      ),
    )
    const report = await verifyAudit(database.db)
    assert.equal(report.ok, true)
    assert.equal(report.to, 40)
  })

  test('reads, transactions and another server write one chain in turn', async () => {
    const database = await open(GROUPS)
    const here = testContext(database.db)
    // Another server has its own notion of where the chain ends: here a second handle of the same database.
    const there = testContext(
      database.db.withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: async ({ result }) => result,
      }),
    )
    const entry = { action: 'x', resource: 'r', recordId: null }
    for (let round = 0; round < 5; round++) {
      await Promise.all([audit.append(here, entry), audit.append(here, entry)])
      await inTransaction(here, (inside) => audit.append(inside, entry))
      await Promise.all([audit.append(there, entry), audit.append(here, entry)])
    }
    const report = await verifyAudit(database.db)
    assert.deepEqual([report.ok, report.to], [true, 25])
  })

  test('the database itself refuses to change, delete or empty the log', async () => {
    const database = await open(GROUPS)
    await written(database, 2)
    for (const statement of [
      "update kernel.audit_entry set action = 'other'",
      'delete from kernel.audit_entry',
      'truncate kernel.audit_entry',
      'delete from kernel.audit_head',
      'truncate kernel.audit_head',
    ]) {
      await assert.rejects(database.query(statement), /append-only/, statement)
    }
  })

  test('any value that JSON can hold goes in and verifies', async () => {
    const database = await open(GROUPS)
    const ctx = testContext(database.db)
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ maxDepth: 3 }),
        fc.string({ unit: 'binary' }),
        async (detail, recordId) => {
          await audit.append(ctx, { action: 'x', resource: 'r', recordId, detail })
        },
      ),
      { numRuns: 60 },
    )
    await audit.append(ctx, {
      action: 'x',
      resource: 'r',
      recordId: 'nul \u0000 half \ud800',
      detail: JSON.parse('{"__proto__": {"a": 1}, "nul\\u0000": "\\ud800", "tiny": 5e-324, "huge": 1e300}'),
    })
    const report = await verifyAudit(database.db)
    assert.deepEqual(report.faults, [])
  })

  test('tampering with any column of any row is found, and the row is named', async () => {
    const database = await open(GROUPS)
    const changes: Record<string, string> = {
      at: "at + interval '1 millisecond'",
      actor_kind: "actor_kind || 'x'",
      actor_id: "coalesce(actor_id, '') || 'x'",
      actor_name: "actor_name || ' '",
      org_id: "coalesce(org_id, '') || 'x'",
      action: "upper(action) || '.'",
      resource: "resource || 'x'",
      record_id: 'null',
      detail: `jsonb_set(detail, '{price}', '0')`,
      request_id: "request_id || 'x'",
      prev_hash: 'reverse(hash)',
      hash: 'md5(hash) || md5(prev_hash)',
    }
    const rows = 8
    await written(database, rows)
    const { rows: original } = await database.query('select * from kernel.audit_entry order by seq')
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(changes)),
        fc.integer({ min: 1, max: rows }),
        async (column, seq) => {
          await tamper(database.db, async (trx) => {
            await sql`update kernel.audit_entry set ${sql.ref(column)} = ${sql.raw(changes[column]!)} where seq = ${seq}`.execute(
              trx,
            )
          })
          const report = await verifyAudit(database.db)
          assert.equal(report.ok, false, `${column} of ${seq}`)
          assert.ok(
            report.faults.some((fault) => fault.seq === seq && fault.kind === 'changed'),
            JSON.stringify(report.faults),
          )
          await restore(database, original)
        },
      ),
      { numRuns: 30 },
    )
  })

  test('deleted rows, swapped rows and a cut-off tail are found and told apart', async () => {
    const database = await open(GROUPS)
    const rows = 9
    await written(database, rows)
    const { rows: original } = await database.query('select * from kernel.audit_entry order by seq')
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: rows }), { minLength: 2, maxLength: 2 }),
        async (pair) => {
          const [a, b] = pair as [number, number]
          await tamper(database.db, async (trx) => {
            await sql`update kernel.audit_entry set seq = case seq when ${a} then -1 else -2 end where seq in (${a}, ${b})`.execute(
              trx,
            )
            await sql`update kernel.audit_entry set seq = case seq when -1 then ${b}::bigint else ${a}::bigint end where seq < 0`.execute(
              trx,
            )
          })
          const swapped = await verifyAudit(database.db)
          assert.ok(swapped.faults.some((f) => f.kind === 'reordered' && f.seq === a && f.other === b))
          assert.ok(swapped.faults.some((f) => f.kind === 'reordered' && f.seq === b && f.other === a))
          await restore(database, original)

          await tamper(database.db, async (trx) => {
            await sql`delete from kernel.audit_entry where seq = ${a}`.execute(trx)
          })
          const missing = await verifyAudit(database.db)
          assert.deepEqual(missing.faults, [{ seq: a, kind: a === rows ? 'truncated' : 'missing', other: a }])
          await restore(database, original)
        },
      ),
      { numRuns: 15 },
    )
    await tamper(database.db, async (trx) => {
      await sql`delete from kernel.audit_entry where seq > 6`.execute(trx)
    })
    assert.deepEqual((await verifyAudit(database.db)).faults, [{ seq: 7, kind: 'truncated', other: 9 }])
  })

  test('a row replaced together with its hash breaks the link of the next row', async () => {
    const database = await open(GROUPS)
    await written(database, 4)
    const forged: ChainRow = { ...(await chainRow(database.db, 2))!, actorName: '别人' }
    const hash = hashOf(forged)
    await tamper(database.db, async (trx) => {
      await sql`update kernel.audit_entry set actor_name = '别人', hash = ${hash} where seq = 2`.execute(trx)
    })
    assert.deepEqual((await verifyAudit(database.db)).faults, [{ seq: 3, kind: 'broken' }])
  })

  test('an anchor kept elsewhere proves that the whole log was rewritten', async () => {
    const database = await open(GROUPS)
    await written(database, 4)
    const anchor = await verifyAudit(database.db, { to: 4 })
    await database.script(`
      begin; set local session_replication_role = replica;
      delete from kernel.audit_entry; update kernel.audit_head set seq = 0, hash = repeat('0', 64); commit;`)
    await written(database, 4)
    const rewritten = await verifyAudit(database.db)
    assert.equal(rewritten.ok, true, 'nothing inside the database tells')
    const report = await verifyAudit(database.db, { anchor: { seq: 4, hash: anchor.lastHash } })
    assert.deepEqual(report.faults, [{ seq: 4, kind: 'broken' }])
  })

  test('a part of the log verifies alone, and progress is told', async () => {
    const database = await open(GROUPS)
    await written(database, 6)
    const seen: number[][] = []
    const report = await verifyAudit(database.db, {
      from: 3,
      to: 5,
      onProgress: (done, total) => void seen.push([done, total]),
    })
    assert.deepEqual([report.ok, report.checked, seen.at(-1)], [true, 3, [3, 3]])
  })

  test('the list filters, counts and pages; someone without rights is refused', async () => {
    const database = await open(GROUPS)
    const ctx = await written(database, 12)
    await audit.append(testContext(database.db, {}, testActor('li')), {
      action: 'auth.signIn',
      resource: 'auth.account',
      recordId: 'li',
      detail: { agent: '100%_浏览器' },
    })
    const list = (query: Record<string, unknown>, actor = ctx.actor) =>
      call(audit.routes[0]!, { ...ctx, actor }, { page: 1, size: 5, ...query }) as Promise<{
        rows: { seq: number }[]
        total: number
      }>
    const first = await list({})
    assert.deepEqual([first.total, first.rows.map((row) => row.seq)], [13, [13, 12, 11, 10, 9]])
    assert.equal((await list({ actor: 'li' })).total, 1)
    assert.equal((await list({ action: 'sample.' })).total, 12)
    assert.equal((await list({ record: 'p3' })).total, 1)
    assert.equal((await list({ q: '100%_' })).total, 1)
    assert.equal((await list({ q: "'; drop table kernel.audit_entry; --" })).total, 0)
    assert.equal((await list({ from: '2999-01-01T00:00:00Z' })).total, 0)
    assert.deepEqual(
      (await list({ sort: 'seq', page: 2 })).rows.map((row) => row.seq),
      [6, 7, 8, 9, 10],
    )
    await assert.rejects(list({}, testActor('wang', ['enterprise'])), { code: 'auth.forbidden' })
  })

  test('an NDJSON export verifies offline and shows what was done to it', async () => {
    const database = await open(GROUPS)
    const ctx = await written(database, 6)
    const file = (await call(audit.routes[1]!, ctx, { format: 'ndjson' })) as FileReply
    const lines = (await text(file)).trimEnd().split('\n')
    assert.equal(lines.length, 8, 'six entries, the entry of the export, the closing line')
    assert.equal((await verifyNdjson(lines)).ok, true)
    const changed = lines.with(2, lines[2]!.replace('零件', '零钱'))
    assert.deepEqual((await verifyNdjson(changed)).faults, [{ seq: 3, kind: 'changed' }])
    assert.deepEqual((await verifyNdjson(lines.toSpliced(3, 1))).faults, [
      { seq: 4, kind: 'missing', other: 4 },
    ])
    assert.deepEqual((await verifyNdjson(lines.slice(0, 5))).faults, [{ seq: 6, kind: 'truncated' }])
    assert.equal((await verifyNdjson(lines.with(1, lines[2]!).with(2, lines[1]!))).ok, false)
    await assert.rejects(verifyNdjson(['{"no": "entry"}']), { code: 'audit.export.unreadable' })
  })

  test('workbook and CSV exports carry the rows', async () => {
    const database = await open(GROUPS)
    const ctx = await written(database, 2)
    const csv = await text((await call(audit.routes[1]!, ctx, { format: 'csv' })) as FileReply)
    assert.match(csv, /序号/)
    assert.match(csv, /零件 2/)
    const xlsx = (await call(audit.routes[1]!, ctx, { format: 'xlsx' })) as FileReply
    const chunks: Buffer[] = []
    for await (const chunk of xlsx.stream as AsyncIterable<Buffer>) chunks.push(chunk)
    assert.equal(Buffer.concat(chunks).subarray(0, 2).toString(), 'PK')
  })
})

describe('canonical JSON', () => {
  test('does not depend on the order of keys', () => {
    assert.equal(canonicalJson({ b: [1, { d: 1, c: 2 }], a: null }), '{"a":null,"b":[1,{"c":2,"d":1}]}')
    assert.equal(canonicalJson({ a: null, b: [1, { c: 2, d: 1 }] }), '{"a":null,"b":[1,{"c":2,"d":1}]}')
  })
})

async function call(route: Route, ctx: ReturnType<typeof testContext>, query: unknown): Promise<unknown> {
  return route.handle(ctx, { params: undefined, query, body: undefined, files: [] } as never)
}

async function text(file: FileReply): Promise<string> {
  let all = ''
  for await (const chunk of file.stream as AsyncIterable<Buffer | string>) all += chunk.toString()
  return all
}

async function restore(database: Database, rows: Record<string, unknown>[]): Promise<void> {
  await tamper(database.db, async (trx) => {
    await sql`delete from kernel.audit_entry`.execute(trx)
    await sql`insert into kernel.audit_entry
      select * from jsonb_populate_recordset(null::kernel.audit_entry, ${JSON.stringify(rows)}::text::jsonb)`.execute(
      trx,
    )
  })
}
