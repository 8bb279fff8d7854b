import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { testConfig } from '#kernel/config'
import { type App, openApp } from '../../apps/server/open.ts'
import { testPostgres } from '../../kernel/db/testing-postgres.ts'
import type { Order, Outcome } from './client.ts'

/** Cockpit and enterprise list under 50 signed-in users, on the embedded database and on PostgreSQL. */

const USERS = 50
const ENTERPRISES = Number(process.argv[2] ?? 100_000)
const SECONDS = Number(process.argv[3] ?? 10)
const ONLY = process.argv[4]
const PASSWORD = 'a quiet river bend'

const LIST = '/api/registry/enterprises?size=20'
const DISTRICTS = ['500112', '500105', '500113', '500118', '500120', '500116', '500117', '500151']
const WORDS = ['电驱', '线束', '重庆', '制动', 'dlxt', '座椅', '有限公司', '9150']
const SORTS = ['name', '-revenue', '-updatedAt', 'established']

/** 256 different questions: what 50 people really ask at the same time. */
function mixed(): string[] {
  return DISTRICTS.flatMap((district, d) =>
    WORDS.flatMap((word) =>
      SORTS.map((sort, s) => {
        const narrowed = (d + s) % 2 === 0 ? `district=${district}` : `q=${encodeURIComponent(word)}`
        return `${LIST}&${narrowed}&sort=${sort}&page=${(WORDS.indexOf(word) % 5) + 1}`
      }),
    ),
  )
}

const QUESTIONS: Record<string, readonly string[]> = {
  cockpit: ['/api/plan/cockpit'],
  'enterprise list': [LIST],
  'list of a district': [`${LIST}&district=500112`],
  'search 电驱': [`${LIST}&q=${encodeURIComponent('电驱')}`],
  'lists, 256 different': mixed(),
}

const rows: Record<string, string | number>[] = []

/** Headers of 50 personal tokens of the first administrator: their identity is looked up like a session's. */
async function signIn(app: App, url: string): Promise<Record<string, string>[]> {
  // A city kept from another run has the administrator of that run.
  await app.database.script('delete from kernel.account')
  const link = await app.firstAdministratorLink(url)
  const token = new URL(link!).pathname.split('/').at(-1)
  const send = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const reply = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (!reply.ok) throw new Error(await reply.text())
    return reply
  }
  const opened = await send(`/api/auth/links/${token}`, { password: PASSWORD })
  const cookie = opened.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const me = await fetch(`${url}/api/auth/me`, { headers: { cookie } })
  const { csrfToken } = (await me.json()) as { csrfToken: string }
  const users: Record<string, string>[] = []
  for (let i = 0; i < USERS; i++) {
    const made = await send(
      '/api/auth/tokens',
      { name: `user ${i}`, scopes: [] },
      { cookie, 'x-csrf-token': csrfToken },
    )
    const { token: secret } = (await made.json()) as { token: string }
    users.push({ authorization: `Bearer ${secret}` })
  }
  return users
}

/** Waits until the indicators of the new city are worked out. */
async function quiet(app: App): Promise<void> {
  for (;;) {
    await sleep(1_000)
    const { rows } = await app.database.query(
      `select 1 from kernel.job where state in ('waiting', 'running')
       union all select 1 from kernel.outbox_delivery where state = 'pending'`,
    )
    if (rows.length === 0) return
  }
}

/** Runs one order in the client's process. */
async function asked(order: Order): Promise<Outcome> {
  const client = fork(join(import.meta.dirname, 'client.ts'))
  client.send(order)
  const [outcome] = (await once(client, 'message')) as [Outcome]
  client.disconnect()
  return outcome
}

async function measure(name: string, databaseUrl: string | undefined): Promise<void> {
  const folder = process.env.BENCH_DATA ?? mkdtempSync(join(tmpdir(), 'zhiqing-bench-load-'))
  const app = await openApp(
    testConfig({ dataDir: folder, databaseUrl, port: 0, rateLimitPerMinute: 10_000_000 }),
  )
  try {
    const url = await app.listen()
    const begun = performance.now()
    await app.loadFirstCity(ENTERPRISES, () => undefined)
    await app.database.script('vacuum analyze')
    const took = (performance.now() - begun) / 1000
    await quiet(app)
    console.log(`${name}: city of ${ENTERPRISES} loaded in ${took.toFixed(1)} s`)
    const users = await signIn(app, url)
    for (const [title, paths] of Object.entries(QUESTIONS)) {
      const from = performance.now()
      const first = await fetch(url + paths[0], { headers: users[0]! })
      if (!first.ok) throw new Error(await first.text())
      await first.text()
      const cold = performance.now() - from
      const result = await asked({ url, users, paths, seconds: SECONDS })
      rows.push({
        database: name,
        operation: title,
        'first, ms': Math.round(cold),
        'requests/s': result.requestsPerSecond,
        'p50, ms': result.p50,
        'p97.5, ms': result.p97_5,
        failed: result.failed,
      })
    }
  } finally {
    await app.close()
    if (!process.env.BENCH_DATA) rmSync(folder, { recursive: true, force: true })
  }
}

if (ONLY !== 'postgres') await measure('PGlite', undefined)
if (ONLY !== 'pglite') {
  if (testPostgres.missing()) console.log(testPostgres.missing())
  else await measure('PostgreSQL', await testPostgres.url())
  await testPostgres.stop()
}
console.log(
  `${cpus()[0]?.model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; client on the same cores`,
)
console.table(rows)
process.exit(0)
