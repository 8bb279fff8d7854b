import { useMemo } from 'react'
import { formatChange, formatNumber, formatPercent, formatPoints, moneyParts, useText } from '#kernel/web'
import { digitsOf, englishWord, factorOf, isChange, shownAmount, signOf } from './amount.ts'

/** What a value needs to be shown: its base unit and the unit the plan states it in. */
export interface Measured {
  readonly unit: string
  readonly displayUnit: string
  readonly displayUnitEn?: string
}

interface Target extends Measured {
  readonly comparator: string
  readonly value: number
  readonly valueMax: number | null
}

export interface AmountParts {
  readonly number: string
  readonly unit: string
}

export interface AmountTools {
  /** Number and unit word of a level; unknown has no unit. */
  readonly parts: (of: Measured, value: number | null | undefined) => AmountParts
  /** The same as one text. */
  readonly text: (of: Measured, value: number | null | undefined) => string
  /** The number alone, where the unit stands nearby; English money keeps its scale, which differs from value to value. */
  readonly bare: (of: Measured, value: number | null | undefined) => string
  /** `1,900–2,100`, or in English money `CNY 900 million–1.2 billion`. */
  readonly range: (of: Measured, lower: number, upper: number) => string
  /** A difference with its sign: points for ratios. `bare` leaves the unit's word out, where it stands nearby. */
  readonly change: (of: Measured, value: number | null | undefined, bare?: boolean) => string
  /** What a target asks for, with its sign and unit: `≥ 2,000 座`, `+20 个百分点`, `2–3 家`. */
  readonly goal: (of: Target) => string
}

const COUNTED = new Set(['count', 'person', 'vehicle'])

/** Four figures, as many as the plan itself gives: `CNY 596.8` `billion`. */
function englishMoney(fen: number): AmountParts {
  const whole = moneyParts(fen, 'en', 'auto', 0).number.replace(/\D/g, '').length
  return moneyParts(fen, 'en', 'auto', Math.max(0, 4 - whole))
}

/** Values in the plan's own units and in the user's language. */
export function useAmount(): AmountTools {
  const { lang } = useText()
  return useMemo(() => {
    const wordOf = (of: Measured) =>
      lang === 'zh' ? of.displayUnit : englishWord(of.displayUnit, of.displayUnitEn)
    const parts = (of: Measured, value: number | null | undefined): AmountParts => {
      if (value === null || value === undefined) return { number: formatNumber(null, lang), unit: '' }
      if (of.unit === 'ratio') return { number: formatPercent(value, lang), unit: '' }
      // English has no 万 and 亿: money goes in millions and billions, people and things are counted one by one.
      if (lang === 'en' && of.unit === 'fen') return englishMoney(value)
      if (lang === 'en' && COUNTED.has(of.unit))
        return { number: formatNumber(value, lang, 0), unit: wordOf(of) }
      const shown = shownAmount(value, of.unit, of.displayUnit)
      const whole = COUNTED.has(of.unit) && factorOf(of.unit, of.displayUnit) === 1
      return {
        number: formatNumber(shown.value, lang, digitsOf(shown.value, whole)),
        unit: wordOf(of),
      }
    }
    const join = ({ number, unit }: AmountParts) => (unit === '' ? number : `${number} ${unit}`)
    const text = (of: Measured, value: number | null | undefined) => join(parts(of, value))
    const bare = (of: Measured, value: number | null | undefined) => {
      const shown = parts(of, value)
      return lang === 'en' && of.unit === 'fen' ? join(shown).replace('CNY ', '') : shown.number
    }
    const range = (of: Measured, lower: number, upper: number) => {
      const [low, high] = [parts(of, lower), parts(of, upper)]
      if (lang !== 'en' || of.unit !== 'fen') return `${low.number}–${high.number}`
      const end = join({ ...high, number: high.number.replace('CNY ', '') })
      return `${low.unit === high.unit ? low.number : join(low)}–${end}`
    }
    const change = (of: Measured, value: number | null | undefined, bare = false) => {
      if (value === null || value === undefined) return formatNumber(null, lang)
      if (of.unit === 'ratio') return formatPoints(value, lang)
      if (lang === 'en' && of.unit === 'fen') {
        const text = `${value > 0 ? '+' : ''}${join(englishMoney(value))}`
        return bare ? text.replace('CNY ', '') : text
      }
      const shown =
        lang === 'en' && COUNTED.has(of.unit) ? value : shownAmount(value, of.unit, of.displayUnit).value
      return join({
        number: formatChange(shown, lang, digitsOf(shown, false)),
        unit: bare ? '' : wordOf(of),
      })
    }
    const goal = (of: Target) => {
      const sign = signOf(of.comparator)
      if (of.unit === 'ratio' && isChange(of.comparator)) {
        const points = formatPoints(of.value, lang).replace(/^[+-−]/, '')
        return `${sign}${points}`
      }
      if (of.valueMax === null) return `${sign}${text(of, of.value)}`
      return `${sign}${parts(of, of.value).number}–${text(of, of.valueMax)}`
    }
    return { parts, text, bare, range, change, goal }
  }, [lang])
}
