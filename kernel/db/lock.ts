import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../core/index.ts'

/** Who holds a data folder. */
export interface LockHolder {
  readonly pid: number
  readonly startedAt: string
  /** Start time of the process as the system knows it: tells a holder from a stranger that was given its number. */
  readonly birth: string | null
  /** Where its server answers, once it does. */
  readonly url?: string
  /** Lets the command line of the same user speak to that server. Lives as long as the process. */
  readonly token?: string
}

const LOCK_FILE = 'zhiqing.lock'

/**
 * Takes a data folder for this process. Two processes on one embedded database lose rows silently, so a second one
 * is refused with `db.folderInUse`; the lock of a dead process is taken over.
 */
export function takeFolder(dataDir: string): { announce(url: string, token: string): void; release(): void } {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, LOCK_FILE)
  const holder: LockHolder = {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    birth: birthOf(process.pid),
  }
  for (let attempt = 0; ; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600)
      writeSync(handle, JSON.stringify(holder))
      closeSync(handle)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const other = folderHolder(dataDir)
      if (other || attempt > 3) {
        throw new AppError(
          'db.folderInUse',
          { folder: dataDir, pid: other?.pid ?? '?', url: other?.url ?? '' },
          { status: 409 },
        )
      }
      rmSync(file, { force: true })
    }
  }
  return {
    announce: (url, token) => writeFileSync(file, JSON.stringify({ ...holder, url, token }), { mode: 0o600 }),
    release: () => rmSync(file, { force: true }),
  }
}

/** The living process that holds a data folder, if any. */
export function folderHolder(dataDir: string): LockHolder | undefined {
  let holder: LockHolder
  try {
    holder = JSON.parse(readFileSync(join(dataDir, LOCK_FILE), 'utf8')) as LockHolder
  } catch {
    return undefined
  }
  return isAlive(holder) ? holder : undefined
}

function isAlive(holder: LockHolder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const birth = birthOf(holder.pid)
  return birth === null || holder.birth === null || birth === holder.birth
}

/** Field 22 of /proc/PID/stat on Linux; null elsewhere, where the number alone decides. */
function birthOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
