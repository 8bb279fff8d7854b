import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fusionRecordMessages } from '../../messages/fusion-records.ts'
import { levelInWords, valueInWords } from './shown.ts'

const messages: Readonly<Record<string, { zh: string }>> = fusionRecordMessages
const texts = {
  has: (key: string) => key in messages,
  t: (key: string, params: Record<string, unknown> = {}) =>
    (messages[key]?.zh ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name])),
}
const field = (part: object) => ({
  comparison: 'phone',
  level: 'same',
  zh: '电话：相同',
  en: 'Phone: same',
  left: '1',
  right: '1',
  weight: 3,
  ...part,
})

test('legal forms and branches without a name are told in words, other values as they are', () => {
  assert.equal(valueInWords('form', 'jointStock', texts), '股份有限公司')
  assert.equal(valueInWords('form', 'group limited', texts), '有限公司（集团）')
  assert.equal(valueInWords('region', '重庆', texts), '重庆')
  assert.equal(valueInWords('branch', '', texts), '分支机构')
  assert.equal(valueInWords('branch', null, texts), null)
  assert.equal(valueInWords('phone', '13800000000', texts), '13800000000')
})

test('a level is told without the title that stands beside it, in both languages', () => {
  assert.equal(levelInWords(field({}), '电话：相同', texts), '相同')
  assert.equal(levelInWords(field({}), 'Phone: same', texts), 'same')
})

test('a comparison passed over is not said to be missing where both records have a value', () => {
  assert.equal(levelInWords(field({ level: 'silent' }), '电话：至少一方没有', texts), '不另计权重')
  assert.equal(
    levelInWords(field({ level: 'silent', right: null }), '电话：至少一方没有', texts),
    '至少一方没有',
  )
})
