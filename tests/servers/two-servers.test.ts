import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openPostgres } from '#kernel/db'
import { testPostgres } from '../../kernel/db/testing-postgres.ts'
import { roundFile } from '../../modules/registry/import/fixtures-crash.ts'
import { Caller, type ServerProcess, startProcess, until } from './process.ts'

const PASSWORD = 'a quiet river bend'
const ROWS = 12_000

interface BatchReply {
  id: string
  state: string
  good: number
  created: number
}

/** Two whole servers, started at the same moment on one empty PostgreSQL. */
describe('two servers on one PostgreSQL', { skip: testPostgres.missing() ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-two-'))
  const caller = new Caller()
  let a: ServerProcess
  let b: ServerProcess

  before(async () => {
    const base = await testPostgres.url()
    const admin = await openPostgres(base, 2)
    await admin.script('drop database if exists zhiqing_two')
    await admin.script('create database zhiqing_two')
    await admin.close()
    const url = base.replace(/\/[^/?]*(\?|$)/, '/zhiqing_two$1')
    const env = { DATABASE_URL: url, ZHIQING_DATA_DIR: folder }
    ;[a, b] = await Promise.all([startProcess(env), startProcess(env)])
    const link = a.link ?? b.link
    assert.ok(link, 'one of them printed the link of the first administrator')
    // Both print one; the later link voids the earlier.
    await caller.redeem(link, PASSWORD).catch(() => caller.redeem(b.link!, PASSWORD))
    const me = (await (await caller.get(`${a.url}/api/auth/me`)).json()) as { id: string }
    const roles = ['administrator', 'taskforce']
    const done = await caller.send(`${a.url}/api/auth/accounts/${me.id}`, { roles }, 'PATCH')
    assert.equal(done.status, 200, await done.text())
  })

  after(async () => {
    await a?.end('SIGKILL')
    await b?.end('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  const list = async (server: ServerProcess, query = '') =>
    (await (await caller.get(`${server.url}/api/registry/enterprises?size=5${query}`)).json()) as {
      total: number
      rows: { id: string; name: string; version?: number }[]
    }

  test('a session and a write of one are at once good at the other; of two edits of one version one is refused', async () => {
    assert.equal((await list(b)).total, 0)
    const made = await caller.send(`${a.url}/api/registry/enterprises`, {
      name: '重庆两机甲有限公司',
      district: '500112',
    })
    assert.equal(made.status, 200, await made.clone().text())
    const { id, version } = (await made.json()) as { id: string; version: number }
    assert.equal((await list(b)).total, 1, 'nothing stale is kept at the other')
    const edits = await Promise.all(
      [a, b].map((server, i) =>
        caller.send(
          `${server.url}/api/registry/enterprises/${id}`,
          { version, address: `两机路${i}号` },
          'PATCH',
        ),
      ),
    )
    assert.deepEqual(edits.map(({ status }) => status).sort(), [200, 409])
  })

  test('an import whose server is killed goes on at the other, and enters the library once', async () => {
    const form = new FormData()
    form.append('file', new Blob([roundFile(1, ROWS)]), 'two.csv')
    const uploaded = await caller.send(`${a.url}/api/registry/imports?table=enterprise`, form)
    assert.equal(uploaded.status, 200, await uploaded.clone().text())
    const preview = (await uploaded.json()) as {
      batch: BatchReply
      columns: { key: string; index: number | null }[]
    }
    const { id } = preview.batch
    const mapping = Object.fromEntries(
      preview.columns.flatMap(({ key, index }) => (index === null ? [] : [[key, index]])),
    )
    const staging = await caller.send(`${a.url}/api/registry/imports/${id}/stage`, { mapping })
    assert.equal(staging.status, 200, await staging.clone().text())
    const batchAt = async (server: ServerProcess) =>
      (await (await caller.get(`${server.url}/api/registry/imports/${id}`)).json()) as BatchReply
    // Whichever of them took the job: it is killed in the midst of it, or the other is none the worse for it.
    const jobs = async () =>
      (
        (await (await caller.get(`${b.url}/api/jobs?name=registry.import.stage`)).json()) as {
          rows: { state: string; done: number }[]
        }
      ).rows[0]!
    await until(jobs, ({ state, done }) => state === 'done' || done > 0, 30_000)
    await a.end('SIGKILL')
    const staged = await until(
      () => batchAt(b),
      ({ state }) => state !== 'staging',
      120_000,
    )
    assert.deepEqual([staged.state, staged.good], ['staged', ROWS])
    assert.equal((await caller.send(`${b.url}/api/registry/imports/${id}/commit`, undefined)).status, 200)
    const committed = await until(
      () => batchAt(b),
      ({ state }) => state !== 'committing',
      120_000,
    )
    assert.deepEqual([committed.state, committed.created], ['committed', ROWS])
    assert.equal((await list(b)).total, ROWS + 1)
  })

  test('what both wrote into the audit log is one unbroken chain; signed out at one is signed out', async () => {
    const started = await caller.send(`${b.url}/api/audit/verify`, {})
    assert.equal(started.status, 200, await started.clone().text())
    const { jobId } = (await started.json()) as { jobId: string }
    const job = await until(
      async () =>
        (await (await caller.get(`${b.url}/api/jobs/${jobId}`)).json()) as {
          state: string
          result: { ok?: boolean; faults?: unknown[] }
        },
      ({ state }) => state === 'done' || state === 'failed',
      30_000,
    )
    assert.equal(job.state, 'done')
    assert.deepEqual(job.result.faults ?? [], [], JSON.stringify(job.result))
    assert.equal((await caller.send(`${b.url}/api/auth/sign-out`, {})).status, 200)
    assert.equal((await caller.get(`${b.url}/api/auth/me`)).status, 401)
  })
})
