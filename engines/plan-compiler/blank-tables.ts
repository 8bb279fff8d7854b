/**
 * Indicator tables whose columns are parted by single blanks, as they come out of a PDF or a pasted page:
 * "序号 指标 单位 2024年 2027年" and, below it, "1 研发投入强度 % 2.1 2.8". A header line tells the columns; the lines under
 * it are rows as long as they look like rows. Column gaps become "|", the line end inside a broken row a blank.
 */
const BLANK = /[ \t\u00a0\u2000-\u200a\u3000]/
const LONGEST_LINE = 160
const HEADER_NAME = /^(?:序号|.{0,6}指标.{0,4}|.{0,4}名称|项目|类别)$/
const HEADER_VALUE = /^(?:20\d\d年?.{0,8}|.{0,8}(?:目标值?|基期值|规划值|预期值|计划值))$/
const VALUE =
  /^(?:≥|≤|>|〈|＜|〔|\+|约|年均|累计|超过|不低于|不少于|突破|不超过)*\d[\d.，]*(?:-\d[\d.]*)?〕?[^，。；、]{0,8}$/
const SECTION = /^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)?[\u4e00-\u9fff]{2,12}$/
const SIGN = /^[≥≤>〈＜+]$/

interface Token {
  start: number
  end: number
  text: string
}

function tokensOf(chars: string[], from: number, to: number): Token[] {
  const tokens: Token[] = []
  if (to - from > LONGEST_LINE) return tokens
  let start = -1
  for (let i = from; i <= to; i++) {
    const blank = i === to || BLANK.test(chars[i]!)
    if (!blank && start < 0) start = i
    if (!blank || start < 0) continue
    const text = chars.slice(start, i).join('')
    const last = tokens.at(-1)
    // "≥ 95" is one cell.
    if (last && SIGN.test(last.text)) {
      last.end = i
      last.text += text
    } else tokens.push({ start, end: i, text })
    start = -1
  }
  return tokens
}

/** Place of the name among the columns, or -1 where the line is no header. */
function nameColumn(tokens: Token[]): number {
  if (tokens.length < 3 || tokens.some((token) => token.text.length > 16 || /[。；|]/.test(token.text)))
    return -1
  if (!tokens.some((token) => HEADER_VALUE.test(token.text))) return -1
  return tokens.findLastIndex((token) => token.text !== '序号' && HEADER_NAME.test(token.text))
}

/** Marks the column gaps of every blank-parted table, in place. */
export function markBlankTables(chars: string[]): void {
  let columns = 0
  let name = -1
  let values = 0
  /** Line end to bridge, when the line before was the first half of a row or the title of a group. */
  let open: { at: number; mark: string } | null = null
  let from = 0
  for (let i = 0; i <= chars.length; i++) {
    if (i < chars.length && chars[i] !== '\n') continue
    const tokens = tokensOf(chars, from, i)
    from = i + 1
    const header = nameColumn(tokens)
    if (header >= 0) {
      columns = tokens.length
      name = header
      values = tokens.filter((token) => HEADER_VALUE.test(token.text)).length
      markGaps(chars, tokens, tokens.length, header)
      open = null
      continue
    }
    if (columns === 0 || tokens.length === 0) {
      if (tokens.length === 0 && i - from > 1) columns = 0
      continue
    }
    if (tokens.some((token) => /[。；]/.test(token.text) || token.text.length > 30)) {
      columns = 0
      open = null
      continue
    }
    const figures = tokens.slice(1).filter((token) => VALUE.test(token.text) || /^[-/]+$/.test(token.text))
    if (tokens.length >= 3 && figures.length >= Math.max(1, values - 1)) {
      if (open) chars[open.at] = open.mark
      open = null
      markGaps(chars, tokens, columns, name)
    } else if (tokens.length === 1 && SECTION.test(tokens[0]!.text)) open = { at: i, mark: '|' }
    else if (tokens.length <= 2 && /^\d{1,2}$/.test(tokens[0]!.text)) {
      markGaps(chars, tokens, columns, name)
      open = { at: i, mark: ' ' }
    } else {
      columns = 0
      open = null
    }
  }
}

/** A name that holds blanks keeps them: the gaps are counted from both ends. */
function markGaps(chars: string[], tokens: Token[], columns: number, name: number): void {
  const spare = Math.max(0, tokens.length - columns)
  for (let i = 0; i + 1 < tokens.length; i++) {
    if (i >= name && i < name + spare) continue
    chars[tokens[i]!.end] = '|'
  }
}
