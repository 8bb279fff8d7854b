import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { soundKey, spells, translationLevel, wordLevel } from './index.ts'

test('words that sound or look alike are near, others are not', () => {
  assert.equal(wordLevel('恒远', '恒远'), 3)
  assert.equal(wordLevel('华康', '桦糠'), 2)
  assert.equal(wordLevel('末来', '未来'), 2)
  assert.equal(wordLevel('恒远达', '恒达'), 1)
  assert.equal(wordLevel('恒远达', '恒远发'), 1)
  assert.equal(wordLevel('恒远', '恒发'), 0)
})

test('Latin letters are read with every reading of a character', () => {
  assert.equal(spells('长安', 'CHANGAN'), true)
  assert.equal(spells('成都', 'CHENGDU'), true)
  assert.equal(spells('成都', 'CHENGDOU'), true)
  assert.equal(spells('铝越', 'LUYUE'), true)
  assert.equal(spells('长安', 'CHANGA'), false)
  assert.equal(soundKey('恒远'), 'HENGYUAN')
})

test('an English industry is compared with the Chinese one', () => {
  assert.equal(translationLevel('压铸', 'DIE CASTING'), 2)
  assert.equal(translationLevel('汽车零部件', 'AUTO PARTS'), 2)
  assert.equal(translationLevel('压铸', 'LOGISTICS'), 0)
  assert.equal(translationLevel('量子纠缠', 'QUANTUM'), -1)
})

test('property: nearness does not ask for the order', () => {
  const word = fc.array(fc.constantFrom(...'恒远达华桦康糠末未'), { maxLength: 4 }).map((all) => all.join(''))
  fc.assert(fc.property(word, word, (a, b) => assert.equal(wordLevel(a, b), wordLevel(b, a))))
})
