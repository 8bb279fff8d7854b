import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openEmbedded } from '#kernel/db'
import { roundRecords, runEnd, startFusionServer } from './fixtures-crash.ts'
import { loadOf, requestLoad } from './service/load.ts'
import { findRuns, runOf, summaryOf } from './service/views.ts'

const FIRMS = 1_000
/** Kills are spread over the life of a run: the last round ends whole. */
const KILLS_MS = [0, 150, 400, 800, 1_300, 2_000, 3_000]

/** Runs the child until it is killed so long after its run began; answers what it had said. */
async function killed(dataDir: string, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures-crash.ts'), 'crash', dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  let trouble = ''
  child.stderr.on('data', (text) => {
    trouble += String(text)
  })
  const gone = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (line.startsWith('running')) void sleep(afterMs).then(() => child.kill('SIGKILL'))
  }
  const [, signal] = await gone
  assert.ok(said.some((line) => line.startsWith('running')) && signal === 'SIGKILL', trouble)
  return said
}

test('killed with -9 at moments of a run: nothing half in, every run ends, entities are founded once', {
  timeout: 600_000,
}, async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiqing-fusion-crash-'))
  let close = async () => {}
  t.after(async () => {
    await close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const database = await openEmbedded(dataDir)
  const first = await startFusionServer(database)
  const path = join(dataDir, '..', `${Date.now()}-records.csv`)
  writeFileSync(path, roundRecords(1, FIRMS))
  const load = await requestLoad(first.ctx, {}, [{ fileName: 'records.csv', path, bytes: 1 }])
  for await (const _ of first.jobs.watch(first.ctx, load.jobId!, AbortSignal.timeout(60_000)));
  rmSync(path)
  assert.equal((await loadOf(first.ctx, load.id)).added, FIRMS * 2)
  await first.stop()
  await database.close()

  const told: string[] = []
  for (const afterMs of KILLS_MS)
    told.push((await killed(dataDir, afterMs)).at(-1)?.split(' ')[0] ?? 'nothing')
  t.diagnostic(`killed after: ${told.join(', ')}`)

  const again = await openEmbedded(dataDir)
  const fusion = await startFusionServer(again)
  close = async () => {
    await fusion.stop()
    await again.close()
  }
  const { running } = await summaryOf(fusion.ctx)
  if (running) await runEnd(fusion, running.id)
  const { rows: runs } = await findRuns(fusion.ctx, { page: 1, size: 100 })
  for (const { id } of runs) assert.equal((await runOf(fusion.ctx, id)).state, 'done')
  assert.equal(
    runs.reduce((sum, run) => sum + (run.created ?? 0), 0),
    FIRMS,
  )
  assert.equal(
    runs.reduce((sum, run) => sum + (run.founded ?? 0), 0),
    FIRMS,
  )
  const { rows } = await again.query(
    `select (select count(*) from registry.enterprise) as enterprises,
       (select count(distinct entity_id) from registry.fusion_record) as entities,
       (select count(*) from registry.fusion_record where entity_id is null) as without,
       (select count(*) from registry.fusion_entity where removed_at is not null) as removed,
       (select count(*) from registry.field_change where operation = 'insert') as written`,
  )
  assert.deepEqual(rows, [{ enterprises: FIRMS, entities: FIRMS, without: 0, removed: 0, written: FIRMS }])
})
