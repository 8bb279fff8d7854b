import { ok, type Result, refuse } from '../../core/index.ts'
import { COMMON_PASSWORDS } from './common.ts'

/** Shortest password, in characters. NIST SP 800-63B asks for length and a list of common ones, not for odd signs. */
export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 256

export type PasswordFault =
  | 'auth.password.short'
  | 'auth.password.long'
  | 'auth.password.name'
  | 'auth.password.simple'
  | 'auth.password.common'

/**
 * Whether a password may be used by the person of these names (login, name, e-mail).
 * @example checkPassword('1234567890', []) // refused: auth.password.common
 */
export function checkPassword(password: string, names: readonly string[]): Result<string, PasswordFault> {
  const text = password.normalize('NFKC')
  const length = [...text].length
  if (length < PASSWORD_MIN)
    return refuse('auth.password.short', { min: PASSWORD_MIN, length }, 'body.password')
  if (length > PASSWORD_MAX)
    return refuse('auth.password.long', { max: PASSWORD_MAX, length }, 'body.password')
  const plain = text.toLowerCase()
  if (names.some((name) => containsName(plain, name)))
    return refuse('auth.password.name', {}, 'body.password')
  if (COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(plain.replace(/[^a-z]+$/, '')))
    return refuse('auth.password.common', {}, 'body.password')
  if (new Set(plain).size < 5 || isRun(plain)) return refuse('auth.password.simple', {}, 'body.password')
  return ok(password)
}

/** A name counts when it makes up most of the password; a short name inside a long sentence does no harm. */
function containsName(plain: string, name: string): boolean {
  const [part] = name.normalize('NFKC').toLowerCase().split('@')
  return part !== undefined && part.length >= 3 && plain.includes(part) && plain.length - part.length < 6
}

/** `abcdefghij`, `9876543210`: every character follows from the one before. */
function isRun(plain: string): boolean {
  const codes = [...plain].map((sign) => sign.codePointAt(0)!)
  const step = codes[1]! - codes[0]!
  return Math.abs(step) <= 1 && codes.every((code, at) => at === 0 || code - codes[at - 1]! === step)
}
