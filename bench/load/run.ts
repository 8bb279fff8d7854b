import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { testConfig } from '#kernel/config'
import { openApp } from '../../apps/server/open.ts'
import { testPostgres } from '../../kernel/db/testing-postgres.ts'

/** Cockpit and enterprise list under 50 concurrent users, on the embedded database and on PostgreSQL. */

const ENTERPRISES = Number(process.argv[2] ?? 100_000)
const SECONDS = Number(process.argv[3] ?? 10)

const PATHS = {
  cockpit: '/api/plan/cockpit',
  'enterprise list': '/api/registry/enterprises?size=20',
  'list by revenue': '/api/registry/enterprises?size=20&sort=-revenue',
  'list of a district': '/api/registry/enterprises?size=20&district=500112',
  'search 电驱': `/api/registry/enterprises?size=20&q=${encodeURIComponent('电驱')}`,
}

const rows: Record<string, string | number>[] = []

async function measure(name: string, databaseUrl: string | undefined): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-bench-load-'))
  const app = await openApp(
    testConfig({ dataDir: folder, databaseUrl, port: 0, rateLimitPerMinute: 1_000_000 }),
  )
  try {
    const url = await app.listen()
    const begun = performance.now()
    await app.loadFirstCity(ENTERPRISES, () => undefined)
    await app.database.script('analyze')
    console.log(
      `${name}: city of ${ENTERPRISES} loaded in ${((performance.now() - begun) / 1000).toFixed(1)} s`,
    )
    const headers = { authorization: `Bearer ${app.localToken}` }
    for (const [title, path] of Object.entries(PATHS)) {
      await fetch(url + path, { headers })
      const result = await autocannon({ url: url + path, connections: 50, duration: SECONDS, headers })
      rows.push({
        database: name,
        operation: title,
        'requests/s': Math.round(result.requests.average),
        'p50, ms': result.latency.p50,
        'p97.5, ms': result.latency.p97_5,
        failed: result.non2xx + result.errors,
      })
    }
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

await measure('PGlite', undefined)
if (testPostgres.missing()) console.log(testPostgres.missing())
else await measure('PostgreSQL', await testPostgres.url())
await testPostgres.stop()
console.log(
  `${cpus()[0]?.model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; client on the same cores`,
)
console.table(rows)
process.exit(0)
