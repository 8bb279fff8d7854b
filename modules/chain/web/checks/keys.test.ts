import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionOf } from './keys.ts'

const key = (name: string, more: Partial<KeyboardEvent> = {}) =>
  actionOf({ key: name, repeat: false, ctrlKey: false, metaKey: false, altKey: false, ...more })

test('one key, one decision; walking may be held down', () => {
  assert.deepEqual(
    ['Y', 'e', 'n', 's', 'j', 'K', 'u', 'x'].map((name) => key(name)),
    ['confirmed', 'edited', 'ended', 'unsure', 'next', 'previous', 'undo', undefined],
  )
  assert.equal(key('y', { repeat: true }), undefined)
  assert.equal(key('j', { repeat: true }), 'next')
  assert.equal(key('n', { ctrlKey: true }), undefined)
})
