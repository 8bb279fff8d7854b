import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { kitMessages } from '../../../kernel/web/messages.ts'
import type { Messages } from '../../../kernel/web/module.ts'
import { shellMessages } from './index.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const bundles: Messages[] = [kitMessages, shellMessages]
for (const file of globSync('modules/*/web/**/messages*.ts', { cwd: root })) {
  const found = (await import(path.join(root, file))) as Record<string, unknown>
  for (const value of Object.values(found)) if (typeof value === 'object') bundles.push(value as Messages)
}
const all: Messages = Object.assign({}, ...bundles)

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

const sources = ['apps/web', 'kernel/web', 'modules/*/web']
  .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }))
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: withoutComments(readFileSync(path.join(root, file), 'utf8')) }))

test('every text exists in both languages', () => {
  const missing = Object.entries(all).filter(([, of]) => !of.zh?.trim() || !of.en?.trim())
  assert.deepEqual(missing, [])
})

test('both languages of a text have the same placeholders', () => {
  const placeholders = (text: string) =>
    [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort()
  for (const [key, { zh, en }] of Object.entries(all))
    assert.deepEqual(placeholders(zh), placeholders(en), key)
})

test('every text that a page asks for by name exists', () => {
  const missing: string[] = []
  for (const { file, text } of sources) {
    for (const [, key] of text.matchAll(/(?:\bt\(|titleKey: ?|done: ?)'([a-zA-Z][\w-]*(?:\.[\w-]+)+)'/g)) {
      if (key && !(key in all)) missing.push(`${file}: ${key}`)
    }
  }
  assert.deepEqual(missing, [])
})

test('no page carries Chinese text outside of its messages', () => {
  const found = sources
    .filter(({ file }) => file.endsWith('.tsx'))
    .flatMap(({ file, text }) =>
      text
        .split('\n')
        .filter((line) => /[\u4e00-\u9fff]/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
  assert.deepEqual(found, [])
})

test('every action that the server writes into the audit log has a name', () => {
  const files = globSync('{kernel,modules,apps/server}/**/*.ts', { cwd: root }).filter(
    (file) => !/\.test\.ts$|testing|fixtures|measure\.ts$/.test(file),
  )
  const written = files.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/\baction: '([a-z]+\.[A-Za-z.]+)'/g)].map(
      (found) => found[1]!,
    ),
  )
  assert.ok(written.length > 20)
  assert.deepEqual(
    [...new Set(written)].filter((action) => !(`audit.${action}` in shellMessages)),
    [],
  )
})
