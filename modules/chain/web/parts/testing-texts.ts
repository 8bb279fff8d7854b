import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Messages } from '#kernel/web'

/**
 * Only for tests: the texts of a folder of pages are in both languages, with the same placeholders; every key that its pages
 * name has a text, and every text is used.
 *
 * @param prefixes how the folder's keys begin
 * @param others names of that form that are no texts (names of tables)
 */
export function checkTexts(
  folder: string,
  texts: Messages,
  prefixes: readonly string[],
  others: readonly string[] = [],
): void {
  const files = globSync('*.{ts,tsx}', { cwd: folder }).filter((file) => !/messages|\.test\./.test(file))
  const code = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
  const begin = prefixes.map((prefix) => prefix.replaceAll('.', '\\.')).join('|')
  const named = [...code.matchAll(new RegExp(`'((?:${begin})(?:\\.[A-Za-z0-9_]+)*)'`, 'g'))].map(
    ([, key]) => key as string,
  )
  const begun = [...code.matchAll(new RegExp(`[\`']((?:${begin})\\.[A-Za-z.]*)\\$\\{`, 'g'))].map(
    ([, start]) => start as string,
  )

  test('both languages of a text have the same placeholders', () => {
    const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
    for (const [key, { zh, en }] of Object.entries(texts)) {
      assert.ok(zh.trim() !== '' && en.trim() !== '', key)
      assert.deepEqual(holes(zh), holes(en), key)
    }
  })

  test('every key that the pages name has a text, and every text is used', () => {
    const known = new Set([...Object.keys(texts), ...others])
    assert.deepEqual(
      named.filter((key) => !known.has(key)),
      [],
    )
    assert.deepEqual(
      Object.keys(texts).filter(
        (key) => !named.includes(key) && !begun.some((start) => key.startsWith(start)),
      ),
      [],
    )
  })
}
