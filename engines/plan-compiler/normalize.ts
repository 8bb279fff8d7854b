import { markBlankTables } from './blank-tables.ts'
import type { Span } from './types.ts'

/** Text in canonical characters with, for every character, where it stood in the original. */
export interface CanonicalText {
  text: string
  /** Original offset of each canonical character; one more entry for the end. */
  offsets: Int32Array
}

const PUNCTUATION: Record<string, string> = {
  ',': '，',
  '﹐': '，',
  ';': '；',
  ':': '：',
  '∶': '：',
  '(': '（',
  ')': '）',
  '?': '？',
  '!': '！',
  '~': '～',
  '〜': '～',
  '∼': '～',
  '˜': '～',
  '—': '-',
  '–': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '―': '-',
  '─': '-',
  '﹣': '-',
  '﹪': '%',
  '٪': '%',
  '｡': '。',
  '﹑': '、',
  '[': '〔',
  ']': '〕',
  '【': '〔',
  '】': '〕',
  '［': '〔',
  '］': '〕',
  '<': '〈',
  '「': '“',
  '」': '”',
  '『': '“',
  '』': '”',
  '〝': '“',
  '〞': '”',
  '│': '|',
  '┃': '|',
  '∣': '|',
  '／': '/',
  '∕': '/',
  '⁄': '/',
  '＋': '+',
  '﹢': '+',
  '⼀': '一',
  '⼆': '二',
  '⼈': '人',
  '⼤': '大',
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'
const SPACE = /[ \t\u00a0\u1680\u2000-\u200f\u202a-\u202f\u205f\u2060\u3000\ufeff\u00ad]/
/** Most characters are Chinese: told by their code before anything else is asked. */
const isChinese = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff
const isSpace = (char: string): boolean => !isChinese(char.charCodeAt(0)) && SPACE.test(char)

function canonicalChar(char: string): string {
  const code = char.charCodeAt(0)
  if (isChinese(code)) return char
  if (code >= 0xff01 && code <= 0xff5e) {
    const half = String.fromCharCode(code - 0xfee0)
    return PUNCTUATION[half] ?? half
  }
  if (char === '\r' || char === '\f' || char === '\v' || char === '\u2028' || char === '\u2029') return '\n'
  return PUNCTUATION[char] ?? char
}

/** Blank runs of a line that separate columns become "|", so that tables pasted from a page or a PDF stay tables. */
function markColumns(chars: string[], from: number, to: number): void {
  const gaps: [number, number][] = []
  let tabs = 0
  let seenText = false
  let index = from
  while (index < to) {
    if (!isSpace(chars[index]!)) {
      seenText = true
      index++
      continue
    }
    let end = index
    let hasTab = false
    while (end < to && isSpace(chars[end]!)) {
      if (chars[end] === '\t') hasTab = true
      end++
    }
    if (seenText && end < to && (hasTab || end - index >= 2)) {
      gaps.push([index, end])
      if (hasTab) tabs++
    }
    index = end
  }
  if (gaps.length < 2) return
  if (tabs < gaps.length) {
    // Only blanks: believe in columns when the cells are short and one of them is a bare number.
    const cells = chars
      .slice(from, to)
      .join('')
      .trim()
      .split(/\s{2,}/)
    if (
      !cells.every((cell) => cell.length <= 30) ||
      !cells.some((cell) => /^[≥>＞]?[\d０-９.,，％%]+$/.test(cell))
    )
      return
  }
  for (const [start] of gaps) chars[start] = '|'
}

/** True when the blank at `index` stands inside one number: "1 200", "2 0 2 7年", "20 27年". */
function joinsDigits(chars: string[], left: number, right: number): boolean {
  let before = left
  while (before >= 0 && isDigit(chars[before])) before--
  let after = right
  while (isDigit(chars[after])) after++
  const leftDigits = left - before
  const rightDigits = after - right
  if (rightDigits === 3 && leftDigits <= 3) return true
  if (leftDigits === 1 && rightDigits === 1) return true
  let next = after
  while (next < chars.length && isSpace(chars[next]!)) next++
  const joined = chars.slice(before + 1, left + 1).join('') + chars.slice(right, after).join('')
  return chars[next] === '年' && /^20\d\d$/.test(joined)
}

/**
 * Canonical form of a Chinese text for analysis: half-width digits and letters, one form of each punctuation mark,
 * blanks and thousands separators dropped, column gaps turned into "|". Newlines stay. Every canonical character keeps its
 * original offset, so results can be highlighted in the text as given.
 */
export function canonicalize(original: string): CanonicalText {
  const chars: string[] = new Array(original.length)
  for (let i = 0; i < original.length; i++) chars[i] = canonicalChar(original[i]!)
  markBlankTables(chars)
  let lineStart = 0
  for (let i = 0; i <= chars.length; i++) {
    if (i < chars.length && chars[i] !== '\n') continue
    markColumns(chars, lineStart, i)
    lineStart = i + 1
  }
  const out: string[] = []
  const offsets: number[] = []
  let quoteOpen = false
  for (let i = 0; i < chars.length; i++) {
    let char = chars[i]!
    if (isChinese(char.charCodeAt(0))) {
      out.push(char)
      offsets.push(i)
      continue
    }
    if (char === '\n') quoteOpen = false
    if (isSpace(char)) {
      let right = i
      while (right < chars.length && isSpace(chars[right]!)) right++
      const between = isDigit(out.at(-1)) && isDigit(chars[right])
      if (between && !joinsDigits(chars, i - 1, right)) {
        out.push(' ')
        offsets.push(i)
      }
      i = right - 1
      continue
    }
    if (char === '，' && isThousands(chars, i)) continue
    if (char === '.' && endsSentence(out, chars, i)) char = '。'
    if (char === '"') {
      char = quoteOpen ? '”' : '“'
      quoteOpen = !quoteOpen
    }
    out.push(char)
    offsets.push(i)
  }
  offsets.push(original.length)
  return { text: out.join(''), offsets: Int32Array.from(offsets) }
}

/** A "." behind a Chinese word is a full stop; behind a numeral ("一.", "（二）.", "3.") it belongs to a heading or a number. */
function endsSentence(out: string[], chars: string[], index: number): boolean {
  const last = out.at(-1) ?? ''
  const word = /[\u4e00-\u9fff]/.test(last) && !/[一二三四五六七八九十]/.test(last)
  const mark = /[%”]/.test(last) || (last === '）' && !/[一二三四五六七八九十\d]/.test(out.at(-2) ?? ''))
  return (word || mark) && chars[index + 1] !== '.' && chars[index - 1] !== '.'
}

function isThousands(chars: string[], index: number): boolean {
  if (!isDigit(chars[index - 1])) return false
  let right = index + 1
  while (isDigit(chars[right])) right++
  if (right - index - 1 !== 3) return false
  let left = index - 1
  while (isDigit(chars[left])) left--
  const length = index - 1 - left
  if (length < 1 || length > 3) return false
  return !(chars[left] === '.' && isDigit(chars[left - 1]))
}

/** Original span of canonical range [start, end). */
export function originalSpan(canonical: CanonicalText, start: number, end: number): Span {
  if (end <= start) return { start: canonical.offsets[start] ?? 0, end: canonical.offsets[start] ?? 0 }
  return { start: canonical.offsets[start]!, end: canonical.offsets[end - 1]! + 1 }
}
