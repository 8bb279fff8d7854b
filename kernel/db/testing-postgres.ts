import { execFileSync, spawn } from 'node:child_process'
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Number of Debian's user without rights, who runs PostgreSQL when the tests run as root (it refuses root). */
const NOBODY = 65_534

let started: Promise<string> | undefined
let stop: () => void = () => undefined

function binaries(): string | undefined {
  return globSync('/usr/lib/postgresql/*/bin').sort().at(-1)
}

/** A PostgreSQL for tests: the one named by ZHIQING_TEST_DATABASE_URL, else a throw-away cluster of the installed one. */
export const testPostgres = {
  /** Why there is none, or undefined when there is one. */
  missing(): string | undefined {
    if (process.env.ZHIQING_TEST_DATABASE_URL || binaries()) return undefined
    return 'PostgreSQL is not installed: apt-get install postgresql, or set ZHIQING_TEST_DATABASE_URL'
  },

  /** Address of its empty database; starts the cluster at first use. */
  url(): Promise<string> {
    started ??= start()
    return started
  },

  /** Ends the throw-away cluster and removes its files. */
  async stop(): Promise<void> {
    stop()
  },
}

async function start(): Promise<string> {
  const given = process.env.ZHIQING_TEST_DATABASE_URL
  if (given) return given
  const bin = binaries()!
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-pg-'))
  const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  if (process.getuid?.() === 0) chownSync(folder, NOBODY, NOBODY)
  const data = join(folder, 'data')
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'zhiqing', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust'],
    {
      stdio: 'ignore',
      cwd: folder,
      ...asNobody,
    },
  )
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-h', '', '-F'], {
    stdio: 'ignore',
    cwd: folder,
    ...asNobody,
  })
  // A run that ends without saying so must not be kept alive by it.
  server.unref()
  stop = () => {
    server.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', stop)
  const url = `postgres://zhiqing@/postgres?host=${encodeURIComponent(folder)}`
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return url
    } catch (error) {
      if (attempt > 100) throw error
      await sleep(50)
    }
  }
}
