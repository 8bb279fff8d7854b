import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type ServerProcess, startProcess } from '../servers/process.ts'

/** The `zhiqing` command beside a running server: it goes through the server, which holds the database. */

const folder = mkdtempSync(join(tmpdir(), 'zhiqing-cli-server-'))
const data = join(folder, 'data')
const main = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'main.ts')
const at = (name: string) => join(folder, name)

function zhiqing(...args: string[]) {
  const env = { ...process.env, ZHIQING_DATA_DIR: data, ZHIQING_LANGUAGE: 'en' }
  const run = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', cwd: folder, env })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

describe('the command line beside a server', () => {
  let server: ServerProcess
  before(async () => {
    server = await startProcess({ ZHIQING_DATA_DIR: data })
  })
  after(async () => {
    await server?.end()
    rmSync(folder, { recursive: true, force: true })
  })

  test('accounts are changed through it, each change in the audit log as by the command line', async () => {
    const made = zhiqing('user', 'create', 'wang.wu', '--name', '王五', '--role', 'analyst')
    assert.equal(made.code, 0, made.err)
    assert.ok(made.out.includes(`one-time link: ${server.url}/link/`), made.out)
    for (const args of [
      ['role', 'wang.wu', '--grant', 'taskforce'],
      ['disable', 'wang.wu'],
      ['enable', 'wang.wu'],
      ['reset', 'wang.wu'],
    ])
      assert.equal(zhiqing('user', ...args).code, 0, args.join(' '))
    const refused = zhiqing('user', 'create', 'wang.wu', '--name', '又一个', '--json')
    assert.deepEqual([refused.code, refused.out], [4, ''])
    assert.equal(typeof (JSON.parse(refused.err) as { zh: string }).zh, 'string')

    const { token } = JSON.parse(readFileSync(join(data, 'zhiqing.lock'), 'utf8')) as { token: string }
    const reply = await fetch(`${server.url}/api/audit/entries?action=auth.&size=100`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { rows } = (await reply.json()) as { rows: { action: string; actorName: string }[] }
    const changes = rows.filter(({ actorName }) => actorName === 'command line')
    assert.ok(changes.length >= 5, JSON.stringify(rows))
  })

  test('a backup and the doctor work; a restore is refused in one line', () => {
    assert.equal(zhiqing('backup', 'all.zqb').code, 0)
    assert.deepEqual([existsSync(at('all.zqb')), existsSync(at('all.zqb.partial'))], [true, false])
    assert.equal(zhiqing('backup', 'all.zqb').code, 2)
    const doctor = zhiqing('doctor')
    assert.equal(doctor.code, 0, doctor.out)
    assert.match(doctor.out, /Database: the server answers 200/)
    const restore = zhiqing('restore', 'all.zqb', '--yes')
    assert.equal(restore.code, 5, restore.err)
    assert.equal(restore.err.trim().split('\n').length, 1)
  })
})
