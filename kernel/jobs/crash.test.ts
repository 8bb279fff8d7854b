import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openEmbedded } from '../db/index.ts'

const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url))
const STEPS = 400
const KILLS = 4

function begin(dataDir: string): {
  child: ChildProcess
  ready: Promise<void>
  exit: Promise<number | null>
  errors(): string
} {
  const child = spawn(process.execPath, [CHILD, dataDir, String(STEPS)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr!.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const exit = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)))
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', () => resolve())
    child.on('exit', () => reject(new Error(`ended before it was ready: ${errors}`)))
  })
  ready.catch(() => undefined)
  return { child, ready, exit, errors: () => errors }
}

describe('kill -9 while a job runs on the embedded database', () => {
  test('started again, the job goes on, and every step is done exactly once', {
    timeout: 120_000,
  }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'zhiqing-crash-'))
    try {
      let kills = 0
      for (; kills < KILLS; kills++) {
        const run = begin(folder)
        await run.ready
        await sleep(Math.random() * 250)
        if (run.child.exitCode !== null) break
        run.child.kill('SIGKILL')
        await run.exit
      }
      assert.ok(kills > 0, 'the job ended before anything could be killed')
      const last = begin(folder)
      assert.equal(await last.exit, 0, last.errors())
      const database = await openEmbedded(folder)
      const { rows } = await database.query<{
        n: number
        steps: number
        state: string
        done: number
        queued: number
      }>(
        `select (select count(*) from sample.work) as n, (select count(distinct step) from sample.work) as steps,
           (select count(*) from pgboss.job where name = 'zhiqing-job') as queued, state, done from kernel.job`,
      )
      await database.close()
      t.diagnostic(`killed ${kills} times`)
      assert.deepEqual(rows, [{ n: STEPS, steps: STEPS, queued: 0, state: 'done', done: STEPS }])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
