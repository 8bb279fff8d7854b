import { foldLatin, foldText, isLatin } from './fold.ts'
import { BRANCH, chineseFormAtEnd, endOfForm, latinFormAtEnd } from './forms.ts'
import { countyAt, type Region, regionInLatin, upperRegionAt, within } from './regions.ts'
import type { CompanyName } from './types.ts'
import { COMMON_VOCABULARY, type Vocabulary } from './vocabulary.ts'
import { isIndustryPhrase } from './words.ts'

/**
 * Takes a company name apart, by the order that the rules for naming enterprises give it: region, trade name, industry,
 * legal form; brackets hold the region or the word for group, a branch stands after its head office.
 * @example parseName('重庆长安（集团）汽车有限责任公司').trade // '长安'
 */
export function parseName(name: string, vocabulary: Vocabulary = COMMON_VOCABULARY): CompanyName {
  return isLatin(name) ? parseLatin(name) : parseChinese(foldText(name), vocabulary)
}

function parseChinese(folded: string, vocabulary: Vocabulary): CompanyName {
  const { head, branch } = splitBranch(folded, vocabulary)
  let rest = head
  let group = false
  let region: string | null = null
  rest = rest.replace(/\(([^()]*)\)/g, (_, inside: string) => {
    const found = wholeRegion(inside)
    if (found) region ??= found
    else if (inside === '集团') group = true
    else return inside
    return ''
  })
  rest = rest.replace(/[()·.。,，、\-—_'"“”]/g, '')
  const ending = chineseFormAtEnd(rest)
  if (ending) {
    rest = rest.slice(0, -ending.length)
    group ||= ending.group
  }
  if (rest.length > 4 && rest.endsWith('集团')) {
    rest = rest.slice(0, -2)
    group = true
  }
  const start = leadingRegion(rest)
  // 安康座椅: a place name before nothing but an industry word is the trade name.
  if (start && start.length < rest.length && !vocabulary.words.has(rest.slice(start.length))) {
    region ??= start.code
    rest = rest.slice(start.length)
  }
  const { trade, industry } = splitCore(rest, vocabulary)
  return {
    folded,
    script: 'chinese',
    region,
    trade,
    industry,
    core: rest,
    form: ending?.form ?? null,
    group,
    branch,
  }
}

/** Head office and branch: what stands after the last legal form, or after the industry word where there is none. */
function splitBranch(whole: string, vocabulary: Vocabulary): { head: string; branch: string | null } {
  const folded = whole.replace(/\(([^()]*)\)$/, (all, inside: string) => (BRANCH.test(inside) ? inside : all))
  const match = BRANCH.exec(folded)
  if (!match || match.index === 0) return { head: folded, branch: null }
  const before = folded.slice(0, match.index)
  const end = endOfForm(before)
  if (end > 0) return { head: before.slice(0, end), branch: before.slice(end).replace(/[()]/g, '') }
  // Without a legal form the place is what follows the last industry word, else the last two characters.
  const group = before.includes('(集团)') ? '(集团)' : ''
  const plain = before.replace('(集团)', '')
  for (let cut = plain.length - 2; cut >= Math.max(3, plain.length - 6); cut--) {
    for (let length = Math.min(vocabulary.longest, cut - 2); length >= 2; length--)
      if (vocabulary.words.has(plain.slice(cut - length, cut)))
        return { head: plain.slice(0, cut) + group, branch: plain.slice(cut) }
  }
  return plain.length >= 6
    ? { head: plain.slice(0, -2) + group, branch: plain.slice(-2) }
    : { head: plain + group, branch: '' }
}

/** The code of a text that is nothing but a region, or regions one in another. */
function wholeRegion(text: string): string | null {
  if (text === '中国') return ''
  const found = leadingRegion(text, true)
  return found && found.length === text.length ? found.code : null
}

/** The regions that a text begins with, each within the one before: 四川成都, 重庆市渝北区. */
function leadingRegion(text: string, alone = false): { code: string; length: number } | null {
  let code: string | null = null
  let at = 0
  for (;;) {
    const upper = upperRegionAt(text, at)
    const inner: Region | undefined | null = upper && fitting(upper.regions, code)
    if (upper && inner) {
      code = inner.code
      at += upper.length
      if (text.charAt(at) === '市' && text.length > at + 1) at++
      continue
    }
    const lower = countyAt(text, at)
    const county = lower && fitting(lower.regions, code)
    // A short county name is as often a trade name: it counts written in full, or alone in brackets.
    if (lower && county && (alone || county.full.length === lower.length)) {
      code = county.code
      at += lower.length
    }
    break
  }
  return code === null ? null : { code, length: at }
}

function fitting(regions: readonly Region[], code: string | null): Region | undefined {
  if (code === null) return regions[0]
  return regions.find((region) => region.code.length > code.length && within(region.code, code))
}

/** Trade name and industry: the longest known ending that leaves two characters to the trade name, else one. */
function splitCore(core: string, vocabulary: Vocabulary): { trade: string; industry: string } {
  for (const least of [2, 1]) {
    for (let length = Math.min(vocabulary.longest, core.length - least); length >= 2; length--) {
      const ending = core.slice(-length)
      if (vocabulary.words.has(ending) || (least === 2 && vocabulary.beginnings.has(ending)))
        return { trade: core.slice(0, -length), industry: ending }
    }
  }
  return { trade: core, industry: '' }
}

/** Words made of pinyin syllables. */
const SYLLABLE =
  /^(?:(?:ZH|CH|SH|[BPMFDTGKHRZCSYW])(?:A|O|E|I|U|AI|EI|AO|OU|AN|EN|ANG|ENG|ONG|UA|UO|UAI|UI|UAN|UN|UANG|IE|IAO|IU|IAN|IN|ING|IA|UE)|[JQX](?:I|IA|IE|IAO|IU|IAN|IN|IANG|ING|IONG|U|UE|UAN|UN)|[NL](?:A|O|E|I|U|V|AI|EI|AO|OU|AN|EN|ANG|ENG|ONG|IE|IAO|IU|IAN|IN|IANG|ING|IA|UAN|UO|UN|UE|VE)|AI|AO|OU|AN|ANG|EN|ER|A|E)+$/

function parseLatin(name: string): CompanyName {
  let region: string | null = null
  let group = false
  const folded = foldLatin(name).replace(/[()]/g, ' ').replace(/ +/g, ' ').trim()
  let rest = ` ${foldLatin(name)}`.replace(/\(([^()]*)\)/g, (_, inside: string) => {
    const found = regionInLatin(inside.replace(/ /g, ''))
    if (found) region = found.code
    else if (inside.trim() === 'GROUP') group = true
    else return ` ${inside} `
    return ' '
  })
  rest = rest.replace(/[()]/g, ' ').replace(/ +/g, ' ').trimEnd()
  let branch: string | null = null
  rest = rest.replace(
    /(?: ([A-Z]+))? (?:BRANCH(?: COMPANY| OFFICE)?|REPRESENTATIVE OFFICE)$/,
    (all, place) => {
      const isForm = place === undefined || /^(?:LTD|LIMITED|CO|INC|CORP|COMPANY|GROUP)$/.test(place)
      branch = isForm ? '' : place
      return isForm && place !== undefined ? ` ${place}` : all.startsWith(' ') ? '' : all
    },
  )
  let form: CompanyName['form'] = null
  for (let again = true; again; ) {
    again = false
    const ending = latinFormAtEnd(rest)
    if (ending) {
      form ??= ending.form
      rest = ending.rest
      again = true
    }
    if (rest.endsWith(' GROUP')) {
      group = true
      rest = rest.slice(0, -6)
      again = true
    }
  }
  const words = rest.trim().split(' ')
  for (let count = Math.min(3, words.length - 1); count > 0 && region === null; count--) {
    const found = regionInLatin(words.slice(0, count).join(''))
    if (found) {
      region = found.code
      words.splice(0, count)
      if (words[0] === 'CITY' && words.length > 1) words.shift()
    }
  }
  const industryAt = words.findIndex(
    (word, at) => at > 0 && (!SYLLABLE.test(word) || isIndustryPhrase(words.slice(at).join(' '))),
  )
  const tradeWords = industryAt < 0 ? words.length : industryAt
  const trade = words.slice(0, tradeWords).join('')
  const industry = words.slice(tradeWords).join(' ')
  return {
    folded,
    script: 'latin',
    region,
    trade,
    industry,
    core: industry === '' ? trade : `${trade} ${industry}`,
    form,
    group,
    branch,
  }
}
