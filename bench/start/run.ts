import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Time from `zhiqing start` to a served page: first start (database made, city loaded) and second. */

const PORT = 4650
const data = mkdtempSync(join(tmpdir(), 'zhiqing-bench-start-'))

async function startOnce(): Promise<{ page: number; ready: number; peakMb: number }> {
  const begun = performance.now()
  const server = spawn(process.execPath, ['apps/cli/main.ts', 'start'], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { ...process.env, ZHIQING_DATA_DIR: data, ZHIQING_PORT: String(PORT), ZHIQING_LANGUAGE: 'en' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  server.stdout.on('data', (chunk: Buffer) => {
    said += String(chunk)
  })
  const until = async (done: () => Promise<boolean>) => {
    while (!(await done())) {
      if (performance.now() - begun > 180_000) throw new Error('no page after three minutes')
      await sleep(20)
    }
    return (performance.now() - begun) / 1000
  }
  const page = await until(
    async () => (await fetch(`http://127.0.0.1:${PORT}/`).catch(() => undefined))?.ok ?? false,
  )
  const ready = await until(async () => said.includes('Zhiqing is running'))
  const metrics = await (await fetch(`http://127.0.0.1:${PORT}/metrics`)).text()
  const peakMb = Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1] ?? 0) / 2 ** 20
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  return { page, ready, peakMb }
}

const rows = [
  ['first start', await startOnce()],
  ['second start', await startOnce()],
  ['third start', await startOnce()],
] as const
rmSync(data, { recursive: true, force: true })
console.log(
  `${cpus()[0]?.model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
)
console.table(
  rows.map(([name, { page, ready, peakMb }]) => ({
    start: name,
    'page, s': page.toFixed(2),
    'ready, s': ready.toFixed(2),
    'memory, MB': Math.round(peakMb),
  })),
)
