import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nodeFinder, regionFinder } from './terms.ts'

const region = (code: string, name_zh: string, name_en: string, kind = 'district') => ({
  code,
  parent: kind === 'city' ? null : '500000',
  kind,
  name_zh,
  name_en,
})

const districts = regionFinder([
  region('500000', '重庆市', 'Chongqing', 'city'),
  region('500112', '渝北区', 'Yubei District'),
  region('500233', '忠县', 'Zhongxian County'),
  region('500240', '石柱土家族自治县', 'Shizhu Tujia Autonomous County'),
  region('500000-LJ', '两江新区', 'Liangjiang New Area', 'zone'),
  region('500000-GX', '重庆高新区', 'Chongqing High-tech Zone', 'zone'),
])

test('a district by code, full and short name, with the city before it, in English', () => {
  for (const term of [
    '500112',
    '渝北区',
    '渝北',
    '重庆市渝北区',
    '重庆渝北',
    ' 渝北 区',
    '５００１１２',
    'Yubei',
    'yubei district',
  ]) {
    assert.deepEqual(districts.find(term), ['500112'], term)
  }
  for (const term of ['石柱', '石柱县', '石柱土家族自治县', 'Shizhu']) {
    assert.deepEqual(districts.find(term), ['500240'], term)
  }
  assert.deepEqual(districts.find('两江新区'), ['500000-LJ'])
  assert.deepEqual(districts.find('忠县'), ['500233'])
  for (const term of ['忠', '重庆', '重庆市', '成华区', '']) assert.deepEqual(districts.find(term), [], term)
})

test('a node by code, name and synonym; a synonym shared by two is ambiguous, a name beats a synonym', () => {
  const node = (code: string, name_zh: string, synonyms_zh: string[] = []) => ({
    code,
    name_zh,
    name_en: `part ${code}`,
    synonyms_zh,
    synonyms_en: [`${code}-x`],
  })
  const nodes = nodeFinder([
    node('A1', '动力电池', ['电池包', '电池']),
    node('A2', '电驱'),
    node('A3', '电池', ['电池包']),
  ])
  assert.deepEqual(nodes.find('a1'), ['A1'])
  assert.deepEqual(nodes.find('动力 电池'), ['A1'])
  assert.deepEqual(nodes.find('A1 x'), ['A1'])
  assert.deepEqual(nodes.find('电池包'), ['A1', 'A3'])
  assert.deepEqual(nodes.find('电池'), ['A3'])
  assert.deepEqual(nodes.find('轮胎'), [])
})
