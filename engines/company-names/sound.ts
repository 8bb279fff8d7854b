import { pinyin } from 'pinyin-pro'
import { looksAlike } from './confusable.ts'

const readings = new Map<string, readonly string[]>()

/** All readings of a character without tones, capitals, Ü as U; the character itself when it has none. */
export function readingsOf(character: string): readonly string[] {
  let known = readings.get(character)
  if (!known) {
    const all = pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true })
    known = [
      ...new Set(all.map((reading) => reading.toUpperCase().replaceAll('V', 'U').replaceAll('Ü', 'U'))),
    ]
    readings.set(character, known)
  }
  return known
}

/** The usual reading of each character, joined: a key under which homophones meet. */
export function soundKey(text: string): string {
  let key = ''
  for (const character of text) key += readingsOf(character)[0]
  return key
}

/** True when two characters share a reading. */
export function soundsAlike(left: string, right: string): boolean {
  const others = readingsOf(right)
  return readingsOf(left).some((reading) => others.includes(reading))
}

/** True when Latin letters (capitals without blanks) are the characters read one after another, each in any reading. */
export function spells(text: string, latin: string): boolean {
  const target = latin.replaceAll('V', 'U')
  let ends = new Set([0])
  for (const character of text) {
    const next = new Set<number>()
    for (const reading of readingsOf(character))
      for (const end of ends) if (target.startsWith(reading, end)) next.add(end + reading.length)
    if (next.size === 0) return false
    ends = next
  }
  return ends.has(target.length)
}

/**
 * How near two Chinese words are: 3 the same; 2 of one length, where they differ by characters that sound or look alike;
 * 1 one character (of three or more) changed, added or missing; 0 apart.
 */
export function wordLevel(left: string, right: string): 0 | 1 | 2 | 3 {
  if (left === right) return 3
  if (left.length === right.length) {
    let different = 0
    let alike = true
    for (let i = 0; i < left.length; i++) {
      const a = left.charAt(i)
      const b = right.charAt(i)
      if (a === b) continue
      different++
      alike &&= looksAlike(a, b) || soundsAlike(a, b)
    }
    if (alike) return 2
    return different === 1 && left.length >= 3 ? 1 : 0
  }
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  if (long.length !== short.length + 1 || short.length < 2) return 0
  let at = 0
  while (at < short.length && short.charAt(at) === long.charAt(at)) at++
  return short.slice(at) === long.slice(at + 1) ? 1 : 0
}
