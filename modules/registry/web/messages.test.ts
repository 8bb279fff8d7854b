import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { BATCH_STATES } from '../contract/import.ts'
import { CAPABILITY_STAGES, IMPORT_TABLES, RELATION_KINDS } from '../contract.ts'
import { ENTERPRISE_FIELDS, PART_FIELDS } from './fields/specs.ts'
import { TRAITS } from './list/filter-state.ts'
import { chainMessages } from './messages/chain.ts'
import { detailMessages } from './messages/detail.ts'
import { fieldMessages } from './messages/fields.ts'
import { fusionMessages } from './messages/fusion.ts'
import { fusionRecordMessages } from './messages/fusion-records.ts'
import { importMessages } from './messages/import.ts'
import { listMessages } from './messages/list.ts'

const bundles = [
  listMessages,
  fieldMessages,
  detailMessages,
  importMessages,
  chainMessages,
  fusionMessages,
  fusionRecordMessages,
]
const all: Record<string, { zh: string; en: string }> = Object.assign({}, ...bundles)

test('no key is written twice', () => {
  const count = bundles.reduce((sum, bundle) => sum + Object.keys(bundle).length, 0)
  assert.equal(Object.keys(all).length, count)
})

test('both languages of a text have the same placeholders', () => {
  const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
  for (const [key, { zh, en }] of Object.entries(all)) {
    assert.notEqual(zh.trim(), '', key)
    assert.notEqual(en.trim(), '', key)
    assert.deepEqual([...new Set(holes(zh))], [...new Set(holes(en))], key)
  }
})

test('every key that the pages name has a text', () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname }).filter(
    (file) => !file.startsWith('messages') && !file.endsWith('.test.ts'),
  )
  assert.ok(files.length > 30)
  const missing = files.flatMap((file) => {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8')
    const keys = [...text.matchAll(/'(registry\.[A-Za-z0-9.]+)'/g)].map(([, key]) => key as string)
    return (
      keys
        .filter((key) => !(key in all))
        // Permissions, names of stored tables, and beginnings of keys have the same look.
        .filter(
          (key) =>
            !/^registry\.(enterprise\.(read|write|import|export|demo)|fusion\.(read|decide)|history|importRows)$/.test(
              key,
            ),
        )
        .filter((key) => !Object.keys(all).some((of) => of.startsWith(`${key}.`)))
        .map((key) => `${file}: ${key}`)
    )
  })
  assert.deepEqual(missing, [])
})

test('the values of the contract have their words', () => {
  const keys = [
    ...BATCH_STATES.map((state) => `registry.batchState.${state}`),
    ...IMPORT_TABLES.flatMap((table) => [
      `registry.importTable.${table}`,
      `registry.importTableHint.${table}`,
    ]),
    ...CAPABILITY_STAGES.map((stage) => `registry.stage.${stage}`),
    ...RELATION_KINDS.map((kind) => `registry.relationKind.${kind}`),
    ...TRAITS.map((trait) => `registry.trait.${trait}`),
    ...[...ENTERPRISE_FIELDS, ...Object.values(PART_FIELDS).flat()].map(({ labelKey }) => labelKey),
    ...['staging', 'committing', 'undoing'].map((state) => `registry.run.${state}`),
  ]
  assert.deepEqual(
    keys.filter((key) => !(key in all)),
    [],
  )
})
