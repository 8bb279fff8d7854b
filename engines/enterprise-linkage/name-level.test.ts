import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseName } from '#engines/company-names'
import { NAME_LEVELS, nameLevel } from './name-level.ts'

const level = (left: string, right: string) => NAME_LEVELS[nameLevel(parseName(left), parseName(right))]

test('levels of two names', () => {
  assert.equal(level('重庆恒远座椅有限公司', '重庆恒远座椅有限公司'), 'sameName')
  assert.equal(level('重庆恒远座椅有限公司', '恒远座椅（重庆）有限责任公司'), 'sameCore')
  assert.equal(level('重庆恒远汽车零部件有限公司', '恒远汽车'), 'cut')
  assert.equal(level('重庆恒远座椅有限公司', '重庆恒远'), 'tradeOnly')
  assert.equal(level('重庆华康座椅有限公司', '重庆桦糠座椅有限公司'), 'alike')
  assert.equal(level('重庆恒远座椅有限公司', 'Chongqing Hengyuan Seating Co., Ltd.'), 'spelled')
  assert.equal(level('重庆恒远座椅有限公司', 'Chongqing Hengyuan'), 'spelledTrade')
})

test('firms of one owner have one trade name and two industries', () => {
  assert.equal(level('重庆恒远座椅有限公司', '重庆恒远线束有限公司'), 'sibling')
  assert.equal(level('重庆恒远座椅有限公司', 'Chongqing Hengyuan Logistics Co., Ltd.'), 'sibling')
  assert.equal(level('重庆恒远座椅有限公司', '重庆大昌线束有限公司'), 'different')
})

test('property: the level does not ask for the order', () => {
  const name = fc
    .tuple(
      fc.constantFrom('重庆', '成都市', ''),
      fc.constantFrom('恒远', '桓远', '大昌', '恒远达'),
      fc.constantFrom('座椅', '汽车', '汽车电子', '线束', ''),
      fc.constantFrom('有限公司', '股份有限公司', ''),
    )
    .map((all) => all.join(''))
  fc.assert(
    fc.property(name, name, (a, b) => {
      assert.equal(level(a, b), level(b, a))
    }),
  )
})
