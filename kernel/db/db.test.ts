import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { AppError } from '../core/index.ts'
import { bulkInsert } from './bulk.ts'
import { folderHolder, takeFolder } from './lock.ts'
import { migrate, statementsOf } from './migrate.ts'
import { openEmbedded, openPostgres } from './open.ts'
import { eachDatabase } from './testing.ts'
import { testPostgres } from './testing-postgres.ts'
import { tables } from './types.ts'

const GROUP = {
  schema: 'sample',
  migrations: [
    {
      name: '0001-part',
      sql: `create table part (
              id text primary key, price bigint, weight numeric, made date, seen timestamptz, tags text[], extra jsonb
            );
            create function touched() returns trigger language plpgsql as $$
            begin
              new.seen := coalesce(new.seen, now());
              return new;
            end $$;
            create trigger touch before insert on part for each row execute function touched();`,
    },
  ],
}

interface Tables {
  'sample.part': {
    id: string
    price: number
    weight: number
    made: string
    seen: string
    tags: string[]
    extra: unknown
  }
}

eachDatabase('database', (open) => {
  test('a transaction in which a failed statement was passed over is never acknowledged', async () => {
    const { db } = await open([GROUP])
    const write = (name: string, onFault: (run: () => Promise<unknown>) => Promise<unknown>) =>
      db.transaction().execute(async (trx) => {
        await sql`insert into sample.part (id) values (${name})`.execute(trx)
        await onFault(() => sql`insert into sample.part (id) values (${name})`.execute(trx))
      })
    await assert.rejects(write('a', (run) => run().catch(() => undefined)))
    await db.transaction().execute(async (trx) => {
      await sql`insert into sample.part (id) values ('b')`.execute(trx)
      await sql`savepoint try`.execute(trx)
      await sql`insert into sample.part (id) values ('b')`.execute(trx).catch(() => undefined)
      await sql`rollback to savepoint try`.execute(trx)
    })
    const { rows } = await sql<{ id: string }>`select id from sample.part`.execute(db)
    assert.deepEqual(rows, [{ id: 'b' }], 'what a savepoint mended goes in')
  })

  test('values come back the same on both engines', async () => {
    const { db } = await open([GROUP])
    await sql`insert into sample.part values ('a', 9007199254740991, 1.25, '2026-02-28', '2026-01-01T08:00:00+08', '{x,y}', '{"k":1}')`.execute(
      db,
    )
    assert.deepEqual(await tables<Tables>(db).selectFrom('sample.part').selectAll().execute(), [
      {
        id: 'a',
        price: 9007199254740991,
        weight: 1.25,
        made: '2026-02-28',
        seen: '2026-01-01T00:00:00.000Z',
        tags: ['x', 'y'],
        extra: { k: 1 },
      },
    ])
  })

  test('migrations apply once, in order, and say what they did', async () => {
    const database = await open([])
    assert.deepEqual(await migrate(database, [GROUP]), ['sample/0001-part'])
    assert.deepEqual(await migrate(database, [GROUP]), [])
  })

  test('a failing migration leaves nothing behind', async () => {
    const database = await open([])
    const broken = {
      schema: 'sample',
      migrations: [{ name: '0001', sql: 'create table t (id int);\nselect 1/0;' }],
    }
    await assert.rejects(migrate(database, [broken]))
    const found = await database.query(
      "select 1 from information_schema.tables where table_schema = 'sample'",
    )
    assert.equal(found.rows.length, 0)
  })

  test('a transaction that fails rolls back, and others go on', async () => {
    const { db } = await open([GROUP])
    const failing = db.transaction().execute(async (trx) => {
      await sql`insert into sample.part (id) values ('gone')`.execute(trx)
      throw new Error('no')
    })
    const beside = sql`insert into sample.part (id) values ('stays')`.execute(db)
    await assert.rejects(failing, /no/)
    await beside
    const rows = await tables<Tables>(db).selectFrom('sample.part').select('id').execute()
    assert.deepEqual(rows, [{ id: 'stays' }])
  })

  test('a duplicate key keeps its PostgreSQL code', async () => {
    const { db } = await open([GROUP])
    await sql`insert into sample.part (id) values ('a')`.execute(db)
    await assert.rejects(sql`insert into sample.part (id) values ('a')`.execute(db), { code: '23505' })
  })

  test('bulk insert writes arrays, JSON and nulls', async () => {
    const { db } = await open([GROUP])
    const columns = [
      { name: 'id', type: 'text' },
      { name: 'price', type: 'bigint' },
      { name: 'tags', type: 'text[]' },
      { name: 'extra', type: 'jsonb' },
    ]
    const rows = [
      { id: 'a', price: 1, tags: ['甲', '乙'], extra: { name: "O'Neil <b>" } },
      { id: 'b', price: null, tags: null, extra: null },
    ]
    assert.equal(await bulkInsert(db, 'sample.part', columns, rows), 2)
    const found = await tables<Tables>(db)
      .selectFrom('sample.part')
      .select(['id', 'price', 'tags', 'extra'])
      .orderBy('id')
      .execute()
    assert.deepEqual(found, rows)
  })
})

describe('splitting migration scripts', () => {
  test('a semicolon inside a function body does not end the statement', () => {
    assert.equal(
      statementsOf('create table a (id int);\ncreate function f() as $$\n begin;\n end;\n$$;\n').length,
      2,
    )
  })
})

describe('the lock of a data folder', () => {
  test('a second holder is refused and the lock of a dead process is taken over', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhiqing-lock-'))
    const lock = takeFolder(folder)
    lock.announce('http://127.0.0.1:1', 'secret')
    assert.equal(folderHolder(folder)?.url, 'http://127.0.0.1:1')
    assert.throws(
      () => takeFolder(folder),
      (error: unknown) => error instanceof AppError && error.code === 'db.folderInUse',
    )
    lock.release()
    assert.equal(folderHolder(folder), undefined)
    takeFolder(folder).release()
  })
})

test('a closing embedded database answers what was asked before and refuses what is asked after', async () => {
  const database = await openEmbedded(null)
  const before = Promise.all([1, 2, 3].map((n) => database.query<{ n: number }>('select $1::int as n', [n])))
  const closing = database.close()
  await assert.rejects(database.query('select 1'), { code: 'db.unavailable' })
  await assert.rejects(
    database.db.transaction().execute(async () => undefined),
    { code: 'db.unavailable' },
  )
  await closing
  assert.deepEqual(
    (await before).map(({ rows }) => rows[0]!.n),
    [1, 2, 3],
  )
  await assert.rejects(database.script('select 1'), { code: 'db.unavailable' })
})

test('servers that start at once on an empty PostgreSQL each find it migrated', {
  skip: testPostgres.missing() ?? false,
}, async () => {
  const base = await testPostgres.url()
  const admin = await openPostgres(base, 2)
  for (let round = 0; round < 5; round++) {
    await admin.script('drop database if exists zhiqing_race')
    await admin.script('create database zhiqing_race')
    const url = base.replace(/\/[^/?]*(\?|$)/, '/zhiqing_race$1')
    const servers = await Promise.all([1, 2, 3, 4].map(() => openPostgres(url, 2)))
    const applied = await Promise.all(servers.map((server) => migrate(server, [GROUP])))
    assert.deepEqual(applied.flat(), ['sample/0001-part'])
    for (const server of servers) await server.close()
  }
  await admin.script('drop database zhiqing_race')
  await admin.close()
})
