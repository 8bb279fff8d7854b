import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { learnWords, parseName, vocabularyOf } from './index.ts'

const parts = (name: string) => {
  const { region, trade, industry, form, group, branch } = parseName(name)
  return [region, trade, industry, form, group, branch]
}

test('region, trade name, industry and legal form', () => {
  assert.deepEqual(parts('重庆恒远汽车零部件有限公司'), ['50', '恒远', '汽车零部件', 'limited', false, null])
  assert.deepEqual(parts('四川成都恒力科技股份有限公司'), ['5101', '恒力', '科技', 'jointStock', false, null])
  assert.deepEqual(parts('重庆市渝北区大昌塑胶厂'), ['500112', '大昌', '塑胶', 'factory', false, null])
})

test('one name in many writings is taken apart alike', () => {
  const writings = [
    '重庆恒远汽车电子有限公司',
    '重庆市恒远汽车电子有限责任公司',
    '恒远汽车电子（重庆）有限公司',
    '恒远汽车电子(重庆市)有限公司',
    '重慶恆遠汽車電子有限公司',
    ' 重庆 恒远汽车电子　有限公司 ',
    '重庆恒远汽车电子',
  ]
  for (const name of writings) {
    const { region, trade, industry } = parseName(name)
    assert.deepEqual([region, trade, industry], ['50', '恒远', '汽车电子'], name)
  }
})

test('a group and a branch say so', () => {
  assert.deepEqual(parts('宁波恒远座椅（集团）有限公司'), ['3302', '恒远', '座椅', 'limited', true, null])
  assert.deepEqual(parts('宁波恒远座椅有限公司璧山分公司'), [
    '3302',
    '恒远',
    '座椅',
    'limited',
    false,
    '璧山',
  ])
  assert.deepEqual(parts('宁波恒远座椅（集团）璧山分公司'), ['3302', '恒远', '座椅', null, true, '璧山'])
  assert.deepEqual(parts('重庆恒远机电璧山分公司'), ['50', '恒远', '机电', null, false, '璧山'])
})

test('a branch in brackets, and regions whose names are written short', () => {
  assert.deepEqual(parts('重庆恒远压铸有限公司(渝北分公司)').slice(0, 3), ['50', '恒远', '压铸'])
  assert.equal(parseName('重庆恒远压铸有限公司(渝北分公司)').branch, '渝北')
  assert.equal(parseName('北京恒远汽车有限公司').region, '11')
  assert.equal(parseName('内蒙古恒远汽车有限公司').region, '15')
  assert.equal(parseName('广西柳州恒远汽车有限公司').region, '4502')
})

test('a place name before nothing but an industry word is the trade name', () => {
  assert.deepEqual(parts('安康座椅').slice(0, 3), [null, '安康', '座椅'])
})

test('names in Latin letters', () => {
  assert.deepEqual(parts('Chongqing Heng Yuan Brake Systems Group Co.,Ltd'), [
    '50',
    'HENGYUAN',
    'BRAKE SYSTEMS',
    'limited',
    true,
    null,
  ])
  assert.deepEqual(parts('Ningbo Lüyuan Die Casting Co., Ltd. Branch'), [
    '3302',
    'LUYUAN',
    'DIE CASTING',
    'limited',
    false,
    '',
  ])
})

test('names of one character, of signs and of nothing are taken as they are', () => {
  assert.equal(parseName('一').trade, '一')
  assert.equal(parseName('（）').trade, '')
  assert.equal(parseName('有限公司').trade, '有限')
  assert.equal(parseName('').core, '')
})

test('property: no text breaks the parser, and the core is trade name and industry', () => {
  const characters = fc.constantFrom(...'重庆市渝北区恒远汽车电子有限责任公司集团（）()分 ABCo.,Ltd　、')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(characters).map((all) => all.join('')),
      ),
      (text) => {
        const name = parseName(text)
        if (name.script === 'chinese') assert.equal(name.trade + name.industry, name.core)
      },
    ),
  )
})

test('industry words are learnt from the table: common endings after many characters', () => {
  const trades = ['恒远', '大昌', '铭泰', '瑞丰', '中星', '金石', '华宇', '安达']
  const words = learnWords(trades.flatMap((trade) => [`${trade}量子纠缠`, `${trade}深海采矿`]))
  assert.deepEqual([...words].sort(), ['深海采矿', '量子纠缠'])
  assert.equal(parseName('重庆恒远量子纠缠有限公司', vocabularyOf(words)).industry, '量子纠缠')
})
