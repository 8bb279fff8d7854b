import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseAddress } from './address.ts'

const parts = (text: string) => {
  const { district, road, number } = parseAddress(text)!
  return [district, road, number]
}

test('one place in many writings', () => {
  const writings = [
    '重庆市大足区工业大道208号3幢',
    '大足区工业大道208号',
    '重慶市大足區工業大道208號',
    ' 重庆市 大足区工业大道２０８号 ',
  ]
  for (const text of writings) assert.deepEqual(parts(text), ['大足', '工业大道', '208'], text)
})

test('a road without number, a place without district, a village', () => {
  assert.deepEqual(parts('涪陵区科园路'), ['涪陵', '科园路', ''])
  assert.deepEqual(parts('工业大道266号'), ['', '工业大道', '266'])
  assert.deepEqual(parts('四川省绵阳市游仙区长福路384号'), ['游仙', '长福路', '384'])
})

test('the subdistrict before a road is as often left out', () => {
  assert.deepEqual(parts('重庆市渝北区龙溪街道松石北路12号'), ['渝北', '松石北路', '12'])
  assert.deepEqual(parts('渝北区松石北路12号'), ['渝北', '松石北路', '12'])
})

test('property: every text is taken apart, none is lost from the comparison', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      const address = parseAddress(text)
      if (address) assert.notEqual(address.folded, '')
    }),
  )
})
