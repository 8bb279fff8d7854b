import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firmFinder, type KnownFirm } from './firms.ts'

const firm = (id: string, name: string, uscc: string | null, formerNames: string[] = []): KnownFirm => ({
  id,
  name,
  uscc,
  nameKey: name,
  formerNames,
})
const finder = firmFinder(
  [
    firm('1', '甲', 'C1', ['老甲']),
    firm('2', '乙', 'C2'),
    firm('3', '乙', null),
    firm('4', '丙', 'C4', ['旧名']),
    firm('5', '丁', 'C5', ['旧名', '甲']),
  ],
  (name) => name.trim(),
)
const told = (code: string | null, name: string | null) => {
  const found = finder.find({ code, name })
  if ('fault' in found) return `${found.cell}: ${found.fault.code.split('.').at(-1)}`
  const who = 'id' in found.firm ? found.firm.id : `outside ${found.firm.party}`
  return [who, ...found.notes.map(({ code: of }) => of.split('.').at(-1))].join(' ')
}

test('the code decides, with its present or former name beside it or none', () => {
  assert.equal(told('C1', null), '1')
  assert.equal(told('C1', '老甲'), '1')
  assert.equal(told('C1', '乙'), 'name: nameDiffers')
})

test('a present name goes before another firm’s former one; a former name alone is said', () => {
  assert.equal(told(null, '甲'), '1')
  assert.equal(told(null, '老甲'), '1 formerName')
})

test('names of several firms are refused, never guessed', () => {
  assert.equal(told(null, '乙'), 'name: nameAmbiguous')
  assert.equal(told(null, '旧名'), 'name: nameAmbiguous')
})

test('who is not in the library is a firm outside it, and it is said', () => {
  assert.equal(told(null, ' 戊 '), 'outside 戊 outside')
  assert.equal(told('C9', '戊'), 'outside 戊 outsideCode')
  assert.equal(told('C9', '甲'), 'code: codeDiffers')
  assert.equal(told('C9', null), 'code: codeUnknown')
  assert.equal(told(null, null), 'name: firmMissing')
})
