import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { authMessages } from '../auth/messages.ts'
import { dbMessages } from '../db/messages.ts'
import { filesMessages } from '../files/index.ts'
import { httpMessages } from '../http/messages.ts'
import { codesIn, missingKeys } from './index.ts'

test('every code that sign-in, HTTP, the database and the files raise has a text in both languages', () => {
  const folders = ['auth', 'http', 'db', 'files'].map((name) => join(import.meta.dirname, '..', name))
  const codes = codesIn(folders)
  assert.ok(codes.length > 40, `only ${codes.length} codes found: the search is broken`)
  assert.deepEqual(missingKeys([authMessages, httpMessages, dbMessages, filesMessages], codes), [])
})
