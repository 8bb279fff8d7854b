import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { roundFile } from '../../modules/registry/import/fixtures-crash.ts'
import { Caller, type ServerProcess, startProcess, until } from './process.ts'
import { missingMount, type SmallDisk, smallDisk } from './small-disk.ts'

const MB = 2 ** 20
const ROWS = 6_000

/** A disk that fills up under the embedded database, in a server of its own. */
describe('disk full', { skip: missingMount() ?? false }, () => {
  const caller = new Caller()
  let disk: SmallDisk
  let server: ServerProcess

  before(async () => {
    disk = smallDisk(400)
    server = await startProcess({ ZHIQING_DATA_DIR: disk.folder })
    await caller.redeem(server.link!, 'a quiet river bend')
    const me = (await (await caller.get(`${server.url}/api/auth/me`)).json()) as { id: string }
    const roles = ['administrator', 'taskforce']
    await caller.send(`${server.url}/api/auth/accounts/${me.id}`, { roles }, 'PATCH')
  })

  after(async () => {
    await server?.end('SIGKILL')
    disk?.remove()
  })

  const add = (name: string) =>
    caller.send(`${server.url}/api/registry/enterprises`, { name, district: '500112' })
  const names = async () => {
    const reply = await caller.get(`${server.url}/api/registry/enterprises?size=50`)
    const { rows } = (await reply.json()) as { rows: { name: string }[] }
    return rows.map(({ name }) => name).sort()
  }

  async function importFile(): Promise<string> {
    const form = new FormData()
    form.append('file', new Blob([roundFile(1, ROWS)]), 'full.csv')
    const uploaded = await caller.send(`${server.url}/api/registry/imports?table=enterprise`, form)
    if (!uploaded.ok) return `upload ${uploaded.status} ${((await uploaded.json()) as { code: string }).code}`
    const { batch, columns } = (await uploaded.json()) as {
      batch: { id: string }
      columns: { key: string; index: number | null }[]
    }
    const mapping = Object.fromEntries(
      columns.flatMap(({ key, index }) => (index === null ? [] : [[key, index]])),
    )
    const at = `${server.url}/api/registry/imports/${batch.id}`
    const staging = await caller.send(`${at}/stage`, { mapping })
    if (!staging.ok) return `stage ${staging.status} ${((await staging.json()) as { code: string }).code}`
    const ended = async () =>
      ((await (await caller.get(at)).json()) as { state?: string; code?: string }) ?? {}
    const { state, code } = await until(ended, (seen) => seen.state !== 'staging', 60_000)
    return state ?? code ?? ''
  }

  test('what was acknowledged stays, what was not says why, and there is a way on', async (t) => {
    const acknowledged: string[] = []
    for (let i = 0; i < 3; i++) {
      const name = `重庆满盘${i}号有限公司`
      assert.equal((await add(name)).status, 200)
      acknowledged.push(name)
    }

    disk.fill(2 * MB)
    const outcome = await importFile().catch((error: unknown) => `gone: ${String(error)}`)
    assert.match(outcome, /^(upload|stage) 507 http\.storage\.unavailable$|^failed$|^gone/, outcome)
    for (let i = 3; i < 40; i++) {
      const name = `重庆满盘${i}号有限公司`
      const reply = await add(name).catch(() => undefined)
      if (reply?.status === 200) acknowledged.push(name)
      else if (reply) {
        const problem = (await reply.json()) as { code: string; zh: string; en: string }
        assert.equal(problem.code, 'http.storage.unavailable', JSON.stringify(problem))
        assert.match(problem.zh, /磁盘|存储|空间/)
        assert.match(problem.en, /disk|storage|space/i)
      }
    }

    t.diagnostic(
      `the import: ${outcome}; additions acknowledged on the full disk: ${acknowledged.length - 3} of 37`,
    )
    disk.clear()
    const again = await add('重庆满盘再试有限公司').catch(() => undefined)
    if (again?.status === 200) acknowledged.push('重庆满盘再试有限公司')
    t.diagnostic(`with room again, before a restart: ${again?.status ?? 'no answer'}`)
    await server.end('SIGKILL')
    server = await startProcess({ ZHIQING_DATA_DIR: disk.folder })
    assert.deepEqual(await names(), acknowledged.toSorted())
    assert.equal(await importFile(), 'staged', 'with room again the same file goes in')
  })
})
