import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { codesIn, createTranslator, missingKeys } from './index.ts'

const texts = {
  'registry.row.wrong': { zh: '第 {{row}} 行：“{{value}}”不对', en: 'Row {{row}}: "{{value}}" is wrong' },
}

describe('translator', () => {
  const translate = createTranslator([texts])

  test('fills the placeholders in either language', () => {
    assert.equal(translate('zh', 'registry.row.wrong', { row: 3, value: '甲' }), '第 3 行：“甲”不对')
    assert.deepEqual(translate.both('registry.row.wrong', { row: 3, value: 'x' }), {
      zh: '第 3 行：“x”不对',
      en: 'Row 3: "x" is wrong',
    })
  })

  test('a value that looks like a placeholder or a nested key stays text', () => {
    const value = '{{row}} $t(registry.row.wrong) <b>'
    assert.equal(translate('en', 'registry.row.wrong', { row: 1, value }), `Row 1: "${value}" is wrong`)
  })

  test('a code without a text comes back as itself', () => {
    assert.equal(translate('zh', 'no.such.code'), 'no.such.code')
    assert.equal(translate.has('no.such.code'), false)
  })
})

describe('missing keys', () => {
  test('an absent code, an empty text and differing placeholders are found', () => {
    const wrong = { 'a.b': { zh: '', en: 'x' }, 'a.c': { zh: '{{n}} 个', en: 'some' } }
    assert.deepEqual(missingKeys([texts, wrong], ['registry.row.wrong', 'a.d']), [
      { code: 'a.d', reason: 'no text' },
      { code: 'a.b', reason: 'empty zh' },
      { code: 'a.c', reason: 'placeholders differ' },
    ])
  })

  test('codes are found in the sources', () => {
    const codes = codesIn([join(import.meta.dirname, '..', 'files')])
    assert.ok(codes.includes('files.notFound'), codes.join())
  })
})
