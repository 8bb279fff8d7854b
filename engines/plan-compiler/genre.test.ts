import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compilePlan } from './index.ts'

/** Turns of phrase of the genre, each as it misled an earlier version. */

const told = (text: string) =>
  compilePlan(text).targets.map(({ value, unit, deadline, subject }) => [value, unit, deadline, subject])

test('a table of main indicators under its title takes the plan’s years from it', () => {
  const plan = compilePlan(
    '附件\n某市生物医药产业行动计划（2025-2028年）主要指标\n一、重点任务\n建设中试平台5个。到2026年，动物中心笼位数2万个。',
  )
  assert.deepEqual(plan.period, { start: 2025, end: 2028 })
  assert.equal(plan.targets[0]?.deadline, '2028-12-31')
})

test('a plan known by its document number begins in that year', () => {
  const text =
    '关于印发《某市促进就业工作实施方案》的通知\n某政办发〔2026〕15号\n到2028年，建成基地45家。2026年发放贷款12亿元以上，扶持创业4000人。'
  assert.deepEqual(told(text).slice(1), [
    [12, '亿元', '2026-12-31', '发放贷款'],
    [4000, '人', '2026-12-31', '扶持创业'],
  ])
})

test('subsidised training is no policy term', () => {
  const text = '到2028年，开展补贴性职业技能培训15万人次，其中高级工以上占比不低于40%。'
  assert.deepEqual(
    told(text).map(([value]) => value),
    [15, 40],
  )
})

test('what is left of a time expression is no part of the subject', () => {
  assert.deepEqual(told('2025年底前建成起降枢纽2座。'), [[2, '座', '2025-12-31', '起降枢纽']])
})

test('the present state of things is told to the end of its sentence', () => {
  const text =
    '某县茶产业振兴行动（2025-2027）\n现有茶园28万亩，年产干茶1.6万吨，综合产值32亿元。\n茶园面积稳定在30万亩。'
  assert.deepEqual(told(text), [[30, '万亩', '2027-12-31', '茶园面积']])
})

test('a bound that chooses firms is none when the noun was said before', () => {
  const text = '到2030年，培育年营收超100亿元的数字企业5家、超10亿元30家。'
  assert.deepEqual(
    told(text).map(([value, unit]) => [value, unit]),
    [
      [5, '家'],
      [30, '家'],
    ],
  )
})

test('“其中2025年” speaks of its own clause', () => {
  const text =
    '某市行动计划（2025-2027年）\n三年完成投资400亿元，其中2025年完成120亿元。推动20户以上企业升规。'
  assert.deepEqual(
    told(text).map(([value, , deadline]) => [value, deadline]),
    [
      [400, '2027-12-31'],
      [120, '2025-12-31'],
      [20, '2027-12-31'],
    ],
  )
})

test('a verb of arrival is no subject', () => {
  assert.deepEqual(told('到2030年，数字经济规模迈上3000亿元新台阶，数据中心平均PUE降至1.25以下。'), [
    [3000, '亿元', '2030-12-31', '数字经济规模'],
    [1.25, '', '2030-12-31', '数据中心平均PUE'],
  ])
})
