import { soundKey } from '#engines/company-names'
import type { Firm } from './generate.ts'
import type { Choice } from './random.ts'
import { CITIES, INDUSTRIES, MISTAKES, TRADITIONAL } from './words.ts'

/** A name as somebody typed it: with `share` each kind of dirt. */
export function dirtyName(choice: Choice, name: string, share: number): string {
  let text = name
  if (choice.chance(share / 2)) text = text.replace(/[^有公司]/g, (c) => TRADITIONAL[c] ?? c)
  if (choice.chance(share / 2)) {
    const at = [...text].findIndex((c, i) => i >= 2 && MISTAKES[c] !== undefined)
    if (at >= 0) text = text.slice(0, at) + MISTAKES[text.charAt(at)] + text.slice(at + 1)
  }
  if (choice.chance(share / 2))
    text = text.replace('有限责任公司', '有限公司').replace('股份有限公司', '有限公司')
  if (choice.chance(share / 3)) text = text.replace(/(?:有限|股份|有限责任)*公司/, '')
  if (choice.chance(share / 3)) text = ` ${text.slice(0, 2)} ${text.slice(2)}　`
  if (choice.chance(share / 3))
    text = /^..市/.test(text) ? text.replace('市', '') : `${text.slice(0, 2)}市${text.slice(2)}`
  if (choice.chance(share / 4) && !/[（(]..[）)]/.test(text)) text = text.replace(/^..市?/, '')
  return text.replace(/^(..)市市/, '$1市')
}

/** A telephone number in one of the ways people write it. */
export function dirtyPhone(choice: Choice, phone: string): string {
  const [a, b, c] = [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)]
  return choice.of([phone, `${a}-${b}-${c}`, `${a} ${b} ${c}`, `+86 ${phone}`])
}

/** The name in Latin letters, as export papers have it. */
export function latinName(choice: Choice, { city, trade, industry, form, branch }: Firm): string {
  const capital = (text: string) => text.charAt(0) + text.slice(1).toLowerCase()
  const syllables = [...trade].map((character) => soundKey(character))
  const spelled = choice.chance(0.5) ? syllables.map(capital).join(' ') : capital(syllables.join(''))
  const group = form.includes('集团') ? ' Group' : ''
  const english = INDUSTRIES.find(([chinese]) => chinese === industry)![1]
  const ending = choice.of([' Co., Ltd.', ' Co.,Ltd'])
  const region = CITIES.find(({ name }) => name === city)!.latin
  return `${region} ${spelled} ${english}${group}${ending}${branch === '' ? '' : ' Branch'}`
}
