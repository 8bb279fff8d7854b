import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalog } from './translator.ts'

/** A text that is missing or differs between the languages. */
export interface KeyFault {
  readonly code: string
  readonly reason: 'no text' | 'empty zh' | 'empty en' | 'placeholders differ'
}

/** `AppError('…'`, `refuse('…'`, `code: '…'` and `message: '…'` with a dotted code in quotes. */
const USE = /(?:AppError\(|refuse\(|\bcode: |\bmessage: )\s*'([a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)+)'/g

/** Codes that the sources under the folders raise, found by their spelling; tests and pages aside. */
export function codesIn(folders: readonly string[]): string[] {
  const codes = new Set<string>()
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (
        !entry.isFile() ||
        !/(?<!\.test)\.ts$/.test(entry.name) ||
        /[\\/]web([\\/]|$)/.test(entry.parentPath)
      )
        continue
      const source = readFileSync(join(entry.parentPath, entry.name), 'utf8')
      for (const [, code] of source.matchAll(USE)) codes.add(code!)
    }
  }
  return [...codes].sort()
}

/** What is wrong with the catalogs, and which of the used codes have no text. Empty when both languages are complete. */
export function missingKeys(catalogs: readonly Catalog[], used: readonly string[] = []): KeyFault[] {
  const texts: Catalog = Object.assign({}, ...catalogs)
  const faults: KeyFault[] = used
    .filter((code) => !Object.hasOwn(texts, code))
    .map((code) => ({ code, reason: 'no text' }))
  for (const [code, text] of Object.entries(texts)) {
    if (!text.zh?.trim()) faults.push({ code, reason: 'empty zh' })
    if (!text.en?.trim()) faults.push({ code, reason: 'empty en' })
    if (placeholdersOf(text.zh ?? '') !== placeholdersOf(text.en ?? '') && !languageItself(text.zh, text.en))
      faults.push({ code, reason: 'placeholders differ' })
  }
  return faults
}

function placeholdersOf(text: string): string {
  const names = [...text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map(([, name]) => name!)
  return [...new Set(names)].sort().join(' ')
}

/** `{{zh}}` beside `{{en}}`, `{{unit}}` beside `{{unitEn}}`: the parameter brings the words of each language. */
function languageItself(zh: string, en: string): boolean {
  const bare = (text: string) => placeholdersOf(text.replace(/(zh|en)(?=\s*\}\})/gi, ''))
  return bare(zh) === bare(en)
}
