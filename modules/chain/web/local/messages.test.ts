import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { LEVER_KINDS, LOCAL_DEFINITIONS, LOCAL_SCOPES } from '../../contract.ts'
import { localMessages } from './messages.ts'

test('both languages of a text have the same placeholders', () => {
  const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
  for (const [key, { zh, en }] of Object.entries(localMessages)) {
    assert.ok(zh.trim() !== '' && en.trim() !== '', key)
    assert.deepEqual(holes(zh), holes(en), key)
  }
})

test('every key that the pages name has a text, and every text is used', () => {
  const files = globSync('*.{ts,tsx}', { cwd: import.meta.dirname }).filter(
    (file) => !file.startsWith('messages'),
  )
  const text = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n')
  const named = [...text.matchAll(/'(chain\.local(?:\.[A-Za-z0-9_]+)*)'/g)].map(([, key]) => key as string)
  assert.ok(named.length > 50)
  const tables = new Set(['chain.local.lines'])
  assert.deepEqual(
    named.filter((key) => !(key in localMessages) && !tables.has(key)),
    [],
  )
  const begun = [...text.matchAll(/[`'](chain\.local\.[A-Za-z]+\.)/g)].map(([, start]) => start as string)
  assert.deepEqual(
    Object.keys(localMessages).filter(
      (key) => !named.includes(key) && !begun.some((start) => key.startsWith(start)),
    ),
    [],
  )
})

test('definitions, scopes and kinds have their words', () => {
  const keys = [
    ...LOCAL_DEFINITIONS.flatMap((name) => [`chain.local.def.${name}`, `chain.local.means.${name}`]),
    ...LEVER_KINDS.flatMap((kind) => [`chain.local.kind.${kind}`, `chain.local.kindHint.${kind}`]),
    ...LOCAL_SCOPES.filter((scope) => scope !== 'city').map((scope) => `chain.local.scope.${scope}`),
  ]
  assert.deepEqual(
    keys.filter((key) => !(key in localMessages)),
    [],
  )
})
