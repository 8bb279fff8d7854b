import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Prefix of personal API tokens, so that a leaked one is recognised by scanners. */
export const TOKEN_PREFIX = 'zq_'

/** 256 random bits in URL-safe text. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * SHA-256 of a secret, in hexadecimal: all that is stored of it. No slow hash is needed, because the secrets are
 * random 256-bit values that cannot be guessed.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Whether two secrets are the same, in time that does not tell where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}
