import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { codesIn, missingKeys } from '#kernel/i18n'
import { MESSAGES } from '../apps/server/messages.ts'

const root = join(import.meta.dirname, '..')

test('every code that the server can answer has a text in Chinese and in English', () => {
  const folders = ['kernel', 'modules', 'apps/server', 'apps/cli'].map((folder) => join(root, folder))
  assert.deepEqual(missingKeys([MESSAGES], codesIn(folders)), [])
})
