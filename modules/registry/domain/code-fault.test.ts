import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeFault } from './code-fault.ts'

test('a code with the letter O for a zero is refused with the code that was meant', () => {
  assert.deepEqual(codeFault('9135O100M000100Y43'), {
    code: 'registry.uscc.proposal',
    params: { value: '9135O100M000100Y43', proposal: '91350100M000100Y43' },
  })
})

test('a code that holds is no fault; one of another length says so', () => {
  assert.equal(codeFault('91350100m000100y43'), undefined)
  assert.equal(codeFault('4823A2187')?.code, 'registry.uscc.form')
})
