import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { AppError } from '../core/index.ts'
import type { Database } from '../db/index.ts'
import { eachDatabase } from '../db/testing.ts'
import { restoreBackup, writeBackup } from './index.ts'

const GROUPS = [
  {
    schema: 'sample',
    migrations: [
      {
        name: '0001',
        sql: `create table zone (id int primary key, parent int);
          create table child (id bigint generated always as identity primary key, zone int references zone not null,
            f float8, n numeric, tags text[], extra jsonb, raw bytea, at timestamptz, day date);
          create function frozen() returns trigger language plpgsql as $$ begin raise exception 'frozen'; end $$;
          create trigger frozen before delete or truncate on child execute function frozen();`,
      },
    ],
  },
]

async function fill(database: Database): Promise<void> {
  await sql`insert into sample.zone values (1, null), (2, 1)`.execute(database.db)
  await sql`insert into sample.child (zone, f, n, tags, extra, raw, at, day)
    select 1 + i % 2, i / 3.0::float8, i / 7.0, array['甲,"' || i, null], jsonb_build_object('行', E'a\\nb' || i),
      '\\x00ff0a'::bytea, '2026-01-01T00:00:00.123456Z'::timestamptz + i * interval '1 day', '2026-01-01'::date + i
    from generate_series(1, 5000) i`.execute(database.db)
}

async function digest(database: Database): Promise<unknown> {
  const found = await database.query(
    'select count(*) as rows, md5(string_agg(c::text, $1 order by id)) as digest from sample.child c',
    ['|'],
  )
  return found.rows[0]
}

eachDatabase('backup and restore', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-backup-'))
  const file = join(folder, 'all.zqb')

  test('everything comes back exactly, and new rows go on counting', async () => {
    const database = await open(GROUPS)
    await fill(database)
    const before = await digest(database)
    const written = await writeBackup(database, file, new Date())
    const fresh = await open(GROUPS)
    await sql`insert into sample.zone values (9, null)`.execute(fresh.db)
    const restored = await restoreBackup(fresh, file)
    assert.deepEqual(await digest(fresh), before)
    assert.equal(restored.rows, written.rows)
    assert.equal((await fresh.query('select 1 from sample.zone where id = 9')).rows.length, 0)
    const next = await fresh.query<{ id: number }>('insert into sample.child (zone) values (1) returning id')
    assert.equal(next.rows[0]?.id, 5001)
    await assert.rejects(fresh.query('delete from sample.child'), /frozen/, 'triggers work again')
  })

  test('a damaged file changes nothing', async () => {
    const database = await open(GROUPS)
    await fill(database)
    await writeBackup(database, file, new Date())
    const before = await digest(database)
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.subarray(0, bytes.length - 100))
    await assert.rejects(
      restoreBackup(database, file),
      (error: unknown) => error instanceof AppError && error.code === 'backup.damaged',
    )
    assert.deepEqual(await digest(database), before)
  })
})
