import { AppError } from '../../core/index.ts'
import type { Ctx } from '../../module/index.ts'
import { countAttempt, forgive, lockedUntil, lockKey, takeBack } from '../store/throttle.ts'

/** Failures of one account, or from one address (which many people may share), before the first lock. */
const ACCOUNT_LIMIT = 5
const ADDRESS_LIMIT = 20
const FIRST_LOCK_MS = 30_000
const LONGEST_LOCK_MS = 3_600_000
/** Failures are forgotten after a day of quiet. */
export const QUIET_MS = 86_400_000

/** An attempt that has been counted; say how it went. */
export interface Attempt {
  failed(): Promise<void>
  succeeded(): Promise<void>
}

/** How long a key is locked after its nth failure: 30 s at the limit, doubling up to an hour. */
export function lockMs(failures: number, limit: number): number {
  if (failures < limit) return 0
  return Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (failures - limit))
}

/**
 * Counts a sign-in attempt before its password is looked at, so that attempts sent all at once count as well.
 * Throws `auth.signIn.tooMany` while the account or the address is locked, whether or not the account exists.
 */
export async function beginAttempt(ctx: Ctx, login: string, address: string): Promise<Attempt> {
  const now = ctx.kernel.now()
  const account = `account:${login}`
  const source = `address:${address}`
  const until = await lockedUntil(ctx.db, [account, source], now)
  if (until) {
    const seconds = Math.ceil((new Date(until).getTime() - now.getTime()) / 1000)
    throw new AppError('auth.signIn.tooMany', { seconds })
  }
  const quietSince = new Date(now.getTime() - QUIET_MS)
  const ofAccount = await countAttempt(ctx.db, account, now, quietSince)
  const ofSource = await countAttempt(ctx.db, source, now, quietSince)
  const lock = async (key: string, ms: number) => {
    if (ms > 0) await lockKey(ctx.db, key, new Date(now.getTime() + ms))
  }
  return {
    async failed() {
      await lock(account, lockMs(ofAccount, ACCOUNT_LIMIT))
      await lock(source, lockMs(ofSource, ADDRESS_LIMIT))
    },
    async succeeded() {
      await forgive(ctx.db, account)
      await takeBack(ctx.db, source)
    },
  }
}
