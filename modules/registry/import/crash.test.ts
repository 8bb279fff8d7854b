import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openEmbedded } from '#kernel/db'
import type { Batch } from '../contract.ts'
import type { RunningLibrary } from '../testing-server.ts'
import { jobEnd, startLibrary } from './fixtures-crash.ts'
import { requestCommit } from './service/commit.ts'
import { findImports, importOf } from './service/list.ts'

const ROUNDS = 20
const ROWS = 2_600
/** Kills are spread over the life of an import: so long at most after one of these was said, at random. */
const SIGNS = ['uploaded', 'staging', 'staging', 'staged', 'committing', 'committing', 'committed']
const AFTER_MS = 500

/** What the process had said when it was killed. */
async function killedRound(dataDir: string, round: number, sign: string, afterMs: number): Promise<string[]> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'fixtures-crash.ts'), 'crash', dataDir, `${round}`, `${ROWS}`],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const said: string[] = []
  let trouble = ''
  child.stderr.on('data', (text) => {
    trouble += String(text)
  })
  const gone = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (line.startsWith(sign)) void sleep(afterMs).then(() => child.kill('SIGKILL'))
  }
  const [, signal] = await gone
  assert.ok(said.includes('ready') && signal === 'SIGKILL', `round ${round} ended by itself: ${trouble}`)
  return said
}

interface Seen {
  readonly batch: Batch
  readonly firms: number
}

async function lookAt(library: RunningLibrary, id: string): Promise<Seen> {
  const batch = await importOf(library.ctx, id)
  const { n } = await library.ctx.db
    .selectFrom('registry.field_change')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('batch_id', '=', id)
    .where('part', '=', 'enterprise')
    .executeTakeFirstOrThrow()
  return { batch, firms: n }
}

test('killed with -9 at 20 random moments: nothing half in, nothing acknowledged lost, every import goes on', {
  timeout: 900_000,
}, async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiqing-crash-'))
  // One hook, in this order: a folder that a running database still writes to cannot be removed.
  let close = async () => {}
  t.after(async () => {
    await close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const told = new Map<string, string>()
  let first = await openEmbedded(dataDir)
  await (await startLibrary(first)).stop()
  await first.close()
  const moments = new Map<string, number>()
  for (let round = 1; round <= ROUNDS; round++) {
    const said = await killedRound(dataDir, round, SIGNS[round % SIGNS.length]!, Math.random() * AFTER_MS)
    const last = said.at(-1)!.split(' ')[0]!
    moments.set(last, (moments.get(last) ?? 0) + 1)
    for (const line of said.slice(1)) told.set(line.split(' ')[1]!, line.split(' ')[0]!)
  }
  t.diagnostic(`killed after: ${[...moments].map(([what, n]) => `${what} ${n}`).join(', ')}`)

  first = await openEmbedded(dataDir)
  const library = await startLibrary(first)
  close = async () => {
    await library.stop()
    await first.close()
  }
  const { rows: batches } = await findImports(library.ctx, { page: 1, size: 100 })
  for (const id of told.keys())
    assert.ok(
      batches.some((batch) => batch.id === id),
      'an acknowledged upload',
    )
  for (const { id, jobId } of batches) {
    if (jobId) await jobEnd(library, id)
    let { batch, firms } = await lookAt(library, id)
    if (told.get(id) === 'committed') assert.equal(batch.state, 'committed')
    if (['staging', 'staged'].includes(told.get(id) ?? ''))
      assert.ok(['staged', 'committed'].includes(batch.state), batch.state)
    if (batch.state === 'staged') {
      assert.deepEqual([batch.total, batch.good, firms], [ROWS, ROWS, 0])
      await requestCommit(library.ctx, id)
      await jobEnd(library, id)
      ;({ batch, firms } = await lookAt(library, id))
    }
    const story = `${batch.fileName}, told ${told.get(id)}: ${batch.state}`
    if (batch.state === 'uploaded') assert.equal(firms, 0, story)
    else assert.deepEqual([batch.state, batch.created, firms], ['committed', ROWS, ROWS], story)
  }
  const committed = batches.filter(({ id }) => told.get(id) !== 'uploaded').length
  const all = await first.query<{ n: number; codes: number; left: number }>(
    `select count(*) as n, count(distinct uscc) as codes, (select count(*) from registry.import_change) as left
     from registry.enterprise`,
  )
  const inLibrary = await first.query<{ n: number }>(
    `select count(*) as n from registry.import_batch where state = 'committed'`,
  )
  assert.ok(inLibrary.rows[0]!.n >= Math.min(committed, 1))
  assert.deepEqual(all.rows[0], {
    n: inLibrary.rows[0]!.n * ROWS,
    codes: inLibrary.rows[0]!.n * ROWS,
    left: 0,
  })
})
