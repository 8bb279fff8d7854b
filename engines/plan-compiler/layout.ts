/** A paragraph as a range of the canonical text; wrapped lines of a PDF are one paragraph, glued over their newlines. */
export interface Paragraph {
  /** Text without newlines. */
  text: string
  /** Canonical offset of each character of `text`. */
  at: number[]
  kind: 'text' | 'table'
}

const OUTLINE_START =
  /^(?:第[一二三四五六七八九十]{1,3}[章节部篇编条]|[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、．](?!\d)|（\d{1,2}）|[①-⑳]|-{2,}|[•●◆■▪◇○★▲·※]|-(?=[\u4e00-\u9fff])|专栏|附件|附表|目标[一二三四五六七八九十]|[一二三四五六七八九十]是|[（〔]?(?:责任|牵头|配合|主责|参与)(?:单位|部门))/
const SENTENCE_END = /[。；：！？”）〕]$/
const PAGE_NUMBER = /^(?:-{0,2}\d{1,3}-{0,2}|第\d{1,3}页(?:共\d{1,3}页)?|\d{1,3}\/\d{1,3})$/

interface Line {
  start: number
  end: number
}

function splitLines(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && text[i] !== '\n') continue
    if (i > start) lines.push({ start, end: i })
    start = i + 1
  }
  return lines.flatMap((line) => (line.end - line.start > LONG_LINE ? cutLine(text, line) : [line]))
}

/** Longer lines are no printed lines but paragraphs, or a whole document that lost its line ends. */
const LONG_LINE = 1200
const PIECE = 4000
const PIECE_LIMIT = 6000
const TOP_NUMBER =
  /^(?:第[一二三四五六七八九十]{1,3}[章节部篇编]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)/

/** Cuts a long line before headings, and at sentence ends so that no piece grows without bound (work stays linear). */
function cutLine(text: string, line: Line): Line[] {
  const pieces: Line[] = []
  let { start } = line
  for (let i = line.start + 1; i < line.end; i++) {
    const stop = '。；！？'.includes(text[i - 1]!)
    const cut =
      i - start >= PIECE_LIMIT || (stop && (i - start >= PIECE || TOP_NUMBER.test(text.slice(i, i + 8))))
    if (!cut) continue
    pieces.push({ start, end: i })
    start = i
  }
  pieces.push({ start, end: line.end })
  return pieces
}

/** Width of a line as printed: a half-width character counts half. */
function printedWidth(text: string, line: Line): number {
  let width = 0
  for (let i = line.start; i < line.end; i++) width += text.charCodeAt(i) < 0x2000 ? 0.5 : 1
  return width
}

/** The line width of a hard-wrapped text, or 0: many lines of nearly the same length that stop in mid-sentence. */
function wrapWidth(text: string, lines: Line[]): number {
  const lengths = lines.map((line) => printedWidth(text, line)).filter((length) => length >= 12)
  if (lengths.length < 6) return 0
  lengths.sort((a, b) => a - b)
  const width = lengths[Math.floor(lengths.length * 0.9)]!
  if (width > 80) return 0
  const full = lines.filter((line) => printedWidth(text, line) >= width * 0.8)
  const open = full.filter((line) => !SENTENCE_END.test(text.slice(line.end - 1, line.end)))
  return open.length >= 4 && open.length >= full.length * 0.5 && full.length >= lines.length * 0.3 ? width : 0
}

function isTableLine(text: string, line: Line): boolean {
  let bars = 0
  for (let i = line.start; i < line.end && i < line.start + 2000; i++) if (text[i] === '|') bars++
  return bars >= 2
}

/** Splits canonical text into paragraphs, gluing lines that a PDF wrapped and leaving out page numbers. */
export function paragraphs(text: string): Paragraph[] {
  const lines = splitLines(text)
  const width = wrapWidth(text, lines)
  const result: Paragraph[] = []
  let open: Paragraph | null = null
  for (const line of lines) {
    const raw = text.slice(line.start, line.end)
    if (line.end - line.start <= 12 && PAGE_NUMBER.test(raw)) continue
    const table = isTableLine(text, line)
    const at: number[] = []
    for (let position = line.start; position < line.end; position++) at.push(position)
    if (open && !table && open.text.length < PIECE && !OUTLINE_START.test(raw)) {
      for (const position of at) open.at.push(position)
      open.text += raw
    } else {
      open = { text: raw, at, kind: table ? 'table' : 'text' }
      result.push(open)
    }
    const runsOn =
      width > 0 && !table && printedWidth(text, line) >= width * 0.85 && !SENTENCE_END.test(raw.slice(-1))
    if (!runsOn) open = null
  }
  return result
}
