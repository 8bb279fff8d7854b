import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nameKey } from './name-key.ts'
import { foldSearch, gramsOf, pinyinOf, queryGrams, queryWords, searchTextOf } from './search-text.ts'

test('a name is found by pinyin initials', () => {
  assert.deepEqual(pinyinOf('重庆ABC汽车'), { initials: 'cqabcqc' })
})

test('former names and products are part of the text', () => {
  const { text } = searchTextOf({
    name: '重庆甲公司',
    formerNames: ['乙公司'],
    products: ['转向节'],
  })
  for (const word of ['乙公司', '转向节', 'cqjgs']) assert.ok(text.includes(word), word)
})

test('whatever part of a text is asked for, its grams are among those of the text', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.nat(), fc.nat(), (raw, a, b) => {
      const text = foldSearch(raw)
      const characters = [...text]
      if (characters.length === 0) return
      const from = a % characters.length
      const part = characters.slice(from, from + 1 + (b % (characters.length - from))).join('')
      const grams = new Set(gramsOf(text))
      for (const gram of queryGrams(part)) assert.ok(grams.has(gram))
    }),
  )
})

test('a query is a set of words', () => {
  assert.deepEqual(queryWords(' 重庆　ＡＢＣ  '), ['重庆', 'abc'])
})

test('two spellings of one name have one key', () => {
  assert.equal(nameKey('重庆（甲乙）汽车 有限责任公司'), nameKey('重庆(甲乙)汽车有限公司'))
  assert.notEqual(nameKey('重庆甲乙汽车有限公司'), nameKey('重庆甲乙汽车股份有限公司'))
})
