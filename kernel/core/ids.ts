/**
 * A new UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then randomness, so that rows sort by age and
 * indexes stay compact. PostgreSQL 15 has no uuidv7(), hence made here.
 */
export function newId(now: number = Date.now()): string {
  const time = now.toString(16).padStart(12, '0')
  // Node keeps random bytes in store for these; what follows the version's digit is taken as it is.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}
