import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionOf } from './keys.ts'

const key = (name: string, held: object = {}) => ({
  key: name,
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})

test('keys decide in either case, and question marks of both widths ask for help', () => {
  assert.equal(actionOf(key('s')), 'same')
  assert.equal(actionOf(key('D')), 'different')
  assert.equal(actionOf(key('ArrowRight')), 'next')
  assert.equal(actionOf(key('？')), 'help')
  assert.equal(actionOf(key('x')), undefined)
})

test('a held key and the shortcuts of the browser decide nothing', () => {
  assert.equal(actionOf(key('s', { repeat: true })), undefined)
  assert.equal(actionOf(key('s', { ctrlKey: true })), undefined)
  assert.equal(actionOf(key('d', { metaKey: true })), undefined)
})
