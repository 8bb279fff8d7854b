import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileNameOf, formOf } from './files.ts'

test('the encoded file name wins over the plain one', () => {
  assert.equal(
    fileNameOf(`attachment; filename="enterprises.xlsx"; filename*=UTF-8''%E4%BC%81%E4%B8%9A.xlsx`),
    '企业.xlsx',
  )
  assert.equal(fileNameOf('attachment; filename="a b.csv"'), 'a b.csv')
  assert.equal(fileNameOf('attachment; filename=a.csv'), 'a.csv')
})

test('a header without a name, or with a broken one, gives what can be had', () => {
  assert.equal(fileNameOf(null), undefined)
  assert.equal(fileNameOf('attachment'), undefined)
  assert.equal(fileNameOf(`attachment; filename="x.csv"; filename*=UTF-8''%E4%`), 'x.csv')
})

test('fields stand before the files, and objects travel as JSON', () => {
  const form = formOf({ kind: 'enterprises', mapping: { 名称: 'name' }, none: undefined }, [
    new File(['a'], 'a.csv'),
  ])
  assert.deepEqual([...form.keys()], ['kind', 'mapping', 'file'])
  assert.equal(form.get('mapping'), '{"名称":"name"}')
})
