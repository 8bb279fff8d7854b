import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onSignedOut, safeReturnPath, tellSignedOut } from './session.ts'

test('the return path stays on this site', () => {
  assert.equal(safeReturnPath('/registry/enterprises?q=a'), '/registry/enterprises?q=a')
  assert.equal(safeReturnPath('//evil.example'), '/')
  assert.equal(safeReturnPath('/\\evil.example'), '/')
  assert.equal(safeReturnPath('https://evil.example'), '/')
  assert.equal(safeReturnPath(null), '/')
})

test('signing in never returns to the sign-in page', () => {
  assert.equal(safeReturnPath('/sign-in?return=/a'), '/')
  assert.equal(safeReturnPath('/sign-inspection'), '/sign-inspection')
})

test('listeners hear of a lost session until they stop', () => {
  let heard = 0
  const stop = onSignedOut(() => heard++)
  tellSignedOut()
  stop()
  tellSignedOut()
  assert.equal(heard, 1)
})
