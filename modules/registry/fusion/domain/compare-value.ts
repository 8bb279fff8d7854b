import { z } from 'zod'
import { phoneOf } from '#engines/enterprise-linkage'
import { foldCode, isValidUscc } from '#engines/identifiers'
import type { RecordField } from '../../contract.ts'
import { nameKey } from '../../domain/name-key.ts'

const calendarDate = z.iso.date()

/**
 * A founding date as `YYYY-MM-DD`, however it was written: 2006-10-04, 2006/10/4, 2006.10.04, 20061004, 2006年10月4日.
 * Undefined for what is no day of the calendar.
 * @example dayOf('2006年10月4日') // '2006-10-04'
 */
export function dayOf(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim()
  const found =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\D.*)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (!found) return undefined
  const [, year, month, day] = found
  const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
  return calendarDate.safeParse(date).success ? date : undefined
}

/** A credit code whose check character holds, in its plain form; undefined for anything else. */
export function validCode(text: string | null | undefined): string | undefined {
  if (!text) return undefined
  const code = foldCode(text)
  return isValidUscc(code) ? code : undefined
}

/** The value under which two spellings count as the same value of a field. */
export function sameKey(field: RecordField, value: string): string {
  switch (field) {
    case 'uscc':
      return foldCode(value)
    case 'phone':
      return phoneOf(value) ?? value
    case 'established':
      return dayOf(value) ?? value.trim()
    case 'city':
      return nameKey(value).replace(/市$/, '')
    default:
      return nameKey(value) || value
  }
}

/**
 * Whether another value only says less of the same: a short form of a name, an address without its city, a name in Latin
 * letters beside the Chinese one. Both as keys of `sameKey`.
 * @example saysLess('name', '重庆汇力热管理系统有限公司', '汇力热管理系统') // true
 */
export function saysLess(field: RecordField, key: string, other: string): boolean {
  if (field !== 'name' && field !== 'address') return false
  if (other.length >= 2 && key.includes(other)) return true
  return /\p{Script=Han}/u.test(key) && !/\p{Script=Han}/u.test(other)
}

/** How much of a value there is, 0 to 1: a full date over a year, a full name over a short one. */
export function completeness(field: RecordField, value: string): number {
  switch (field) {
    case 'uscc':
      return validCode(value) ? 1 : 0.2
    case 'established':
      return dayOf(value) ? 1 : 0.5
    case 'phone':
      return value.replace(/\D/g, '').length >= 7 ? 1 : 0.3
    case 'name':
      return /(?:公司|厂|中心|合作社|研究院|集团|事务所|LTD\.?|INC\.?|GMBH|CORP\.?)[）)]?$/i.test(
        value.trim(),
      )
        ? 1
        : 0.8
    case 'address':
      return /\d/.test(value) ? 1 : 0.85
    default:
      return 1
  }
}

/** The names in a cell of former names. */
export function namesIn(text: string | null | undefined): string[] {
  if (!text) return []
  return text
    .split(/[、，,；;|\r\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
