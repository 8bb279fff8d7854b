import * as crypto from 'node:crypto'
import { promisify } from 'node:util'

/**
 * Argon2id with OWASP's first recommendation (19 MiB, 2 passes, 1 lane), RFC 9106; where the runtime lacks it,
 * scrypt with N = 2^17, r = 8, p = 1, RFC 7914. Hashes are PHC strings, so that either can be read later and the
 * parameters can grow.
 */
const ARGON = { memory: 19_456, passes: 2, parallelism: 1 } as const
const SCRYPT = { logN: 17, r: 8, p: 1 } as const
const SALT_BYTES = 16
const TAG_BYTES = 32

const argon2 = typeof crypto.argon2 === 'function' ? promisify(crypto.argon2) : undefined
const scrypt = promisify<string, Buffer, number, crypto.ScryptOptions, Buffer>(crypto.scrypt)

/** Hashes a password with the current method. @example await hashPassword('…') // '$argon2id$v=19$m=19456,t=2,p=1$…$…' */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.randomBytes(SALT_BYTES)
  if (!argon2) return scryptHash(password, salt, SCRYPT)
  return argonHash(password, salt, ARGON)
}

/** Whether the password belongs to the hash. An unreadable hash belongs to none. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const parsed = parse(stored)
  if (!parsed) return false
  const again =
    parsed.method === 'argon2id'
      ? argon2 && (await argonHash(password, parsed.salt, parsed.parameters))
      : await scryptHash(password, parsed.salt, parsed.parameters)
  if (!again) return false
  const [a, b] = [Buffer.from(again), Buffer.from(stored)]
  return a.length === b.length && crypto.timingSafeEqual(a, b)
}

/** Whether a hash was made with other parameters than today's and should be made anew at the next sign-in. */
export function needsRehash(stored: string): boolean {
  const current = argon2
    ? `$argon2id$v=19$m=${ARGON.memory},t=${ARGON.passes},p=${ARGON.parallelism}$`
    : `$scrypt$ln=${SCRYPT.logN},r=${SCRYPT.r},p=${SCRYPT.p}$`
  return !stored.startsWith(current)
}

interface ArgonParameters {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

interface ScryptParameters {
  readonly logN: number
  readonly r: number
  readonly p: number
}

async function argonHash(password: string, salt: Buffer, parameters: ArgonParameters): Promise<string> {
  const message = password.normalize('NFKC')
  const tag = await argon2!('argon2id', { message, nonce: salt, tagLength: TAG_BYTES, ...parameters })
  const { memory, passes, parallelism } = parameters
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${phc(salt)}$${phc(tag)}`
}

async function scryptHash(password: string, salt: Buffer, { logN, r, p }: ScryptParameters): Promise<string> {
  const N = 2 ** logN
  const tag = await scrypt(password.normalize('NFKC'), salt, TAG_BYTES, { N, r, p, maxmem: 256 * N * r })
  return `$scrypt$ln=${logN},r=${r},p=${p}$${phc(salt)}$${phc(tag)}`
}

/** Base64 without padding, as PHC strings write it. */
function phc(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

type Parsed =
  | { method: 'argon2id'; parameters: ArgonParameters; salt: Buffer }
  | { method: 'scrypt'; parameters: ScryptParameters; salt: Buffer }

function parse(stored: string): Parsed | undefined {
  const argon = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$[A-Za-z0-9+/]+$/.exec(stored)
  if (argon) {
    const [memory, passes, parallelism] = argon.slice(1, 4).map(Number) as [number, number, number]
    return {
      method: 'argon2id',
      parameters: { memory, passes, parallelism },
      salt: Buffer.from(argon[4]!, 'base64'),
    }
  }
  const other = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$[A-Za-z0-9+/]+$/.exec(stored)
  if (!other) return undefined
  const [logN, r, p] = other.slice(1, 4).map(Number) as [number, number, number]
  return { method: 'scrypt', parameters: { logN, r, p }, salt: Buffer.from(other[4]!, 'base64') }
}
