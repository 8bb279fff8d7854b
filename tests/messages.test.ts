import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { actionTitle, kernelResources } from '#kernel/auth'
import { codesIn, missingKeys } from '#kernel/i18n'
import { MESSAGES } from '../apps/server/messages.ts'
import { MODULES } from '../apps/server/modules.ts'

const root = join(import.meta.dirname, '..')

/** Codes that only the log sees, and those whose text stands beside their only use. */
const WITHOUT_CATALOG = new Set([
  'config.invalid',
  'events.delivery.dead',
  'events.loop',
  'registry.import.doubtful',
])

test('every code that the server can answer has a text in Chinese and in English', () => {
  const folders = ['kernel', 'modules', 'apps/server', 'apps/cli'].map((folder) => join(root, folder))
  const used = codesIn(folders).filter((code) => !WITHOUT_CATALOG.has(code) && !code.startsWith('cli.'))
  assert.deepEqual(missingKeys([MESSAGES], used), [])
})

test('every permission has words in both languages', () => {
  const unnamed = [...kernelResources, ...MODULES.flatMap(({ resources }) => resources)].flatMap((resource) =>
    resource.actions.filter((action) => actionTitle(action).zh === action),
  )
  assert.deepEqual(unnamed, [])
})
