import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { clausesOf } from './clauses.ts'
import { dictionaryOf, matchesIn } from './dictionary.ts'
import { dictionaryOnly, evaluateOn, evaluateTagger } from './measure.ts'
import { rollUp, tag } from './tag.ts'
import { trainTagger } from './train.ts'
import type { LabelledFirm, TaxonomyNode } from './types.ts'

const node = (
  code: string,
  parent: string | null,
  tier: number,
  nameZh: string,
  synonyms = '',
): TaxonomyNode => ({
  code,
  parent,
  tier,
  nameZh,
  nameEn: `Part ${code}`,
  synonymsZh: synonyms ? synonyms.split('|') : [],
  synonymsEn: [],
})
const taxonomy: TaxonomyNode[] = [
  node('R', null, 0, '产业链'),
  node('A', 'R', 1, '新能源系统'),
  node('A2', 'A', 2, '电驱', '电驱系统'),
  node('A201', 'A2', 3, '驱动电机', '永磁同步电机|电机'),
  node('A203', 'A2', 3, '减速器', '减速箱|变速箱'),
  node('C1', 'A', 2, '底盘'),
  node('C106', 'C1', 3, '轮毂轴承单元', '轮毂轴承'),
  node('C107', 'C1', 3, '车轮', '轮毂'),
  node('C302', 'C1', 3, '座椅总成', '座椅|EPS'),
  node('X900', 'C1', 3, '无人标注件'),
]
const firm = (scope: string, ...nodes: string[]): LabelledFirm => ({ texts: { scope }, nodes })
const KINDS = ['精密', '新型', '高效', '智能', '大功率', '轻型', '定制', '成套']
const examples: LabelledFirm[] = KINDS.flatMap((kind) => [
  firm(`${kind}汽车驱动电机的研发、制造`, 'A201'),
  firm(`家用电器电机、${kind}风扇电机制造`),
  firm(`汽车${kind}减速器、变速箱生产`, 'A203'),
  firm(`${kind}轮毂轴承加工`, 'C106'),
  firm(`${kind}铝合金轮毂铸造`, 'C107'),
  firm(`${kind}汽车座椅制造；汽车零部件研发`, 'C302'),
  firm(`${kind}办公座椅、家具制造`),
  firm(`轮胎、轮毂批发零售；${kind}五金销售`),
])
const model = trainTagger(taxonomy, examples)
const accepted = (scope: string) =>
  tag(model, { scope })
    .filter((proposal) => proposal.accepted)
    .map((proposal) => proposal.node)

describe('clauses', () => {
  test('what is made, what is only traded, what is excluded, what says nothing', () => {
    const clauses = clausesOf({
      scope:
        '一般项目：汽车座椅制造；轮胎批发；汽车零部件加工（不含发动机）；货物进出口；依法须经批准的项目，经相关部门批准后方可开展经营活动',
    })
    assert.deepEqual(
      clauses.map(({ text, context }) => [text, context]),
      [
        ['汽车座椅制造', 'make'],
        ['轮胎批发', 'trade'],
        ['汽车零部件加工( )', 'make'],
        ['不含发动机', 'excluded'],
      ],
    )
    assert.ok(clauses[0]!.vehicle)
    assert.ok(clausesOf({ scope: '办公座椅制造' })[0]!.foreign)
  })
})

describe('dictionary', () => {
  const dictionary = dictionaryOf(taxonomy)
  const found = (text: string) => matchesIn(dictionary, text).map(({ term }) => term.text)

  test('the longest term wins; a Latin term stands alone', () => {
    assert.deepEqual(found('轮毂轴承与轮毂'), ['轮毂轴承', '轮毂'])
    assert.deepEqual(found('eps, steps'), ['eps'])
  })

  test('terms found never overlap and stand where they are said to', () => {
    const text = fc.array(fc.constantFrom('轮毂', '轴承', '电机', '驱动', '减速', '器', '座椅', 'x'), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(text, (pieces) => {
        const joined = pieces.join('')
        let end = 0
        for (const { term, from, to } of matchesIn(dictionary, joined)) {
          assert.ok(from >= end)
          assert.equal(joined.slice(from, to), term.text)
          end = to
        }
      }),
    )
  })
})

describe('tagging', () => {
  test('a maker is tagged, with the words it rests on', () => {
    const [first] = tag(model, { scope: '汽车减速器研发、生产' })
    assert.equal(first!.node, 'A203')
    assert.ok(first!.accepted && first!.probability > 0.5)
    const [evidence] = first!.evidence
    assert.deepEqual(
      { field: evidence!.field, words: evidence!.words, context: evidence!.context },
      { field: 'scope', words: '减速器', context: 'make' },
    )
  })

  test('trade only, another trade, and what is excluded are no capability', () => {
    assert.deepEqual(accepted('轮毂、轮胎批发'), [])
    assert.deepEqual(accepted('办公座椅、家具的制造'), [])
    assert.deepEqual(accepted('机械加工（不含减速器）'), [])
    assert.deepEqual(accepted('餐饮服务'), [])
  })

  test('a node that nobody labelled is still found by its name', () => {
    const found = tag(model, { scope: '无人标注件的研发、制造' }).find((proposal) => proposal.node === 'X900')
    assert.ok(found && found.probability > 0.3)
  })

  test('the model survives JSON, and the same examples give the same model', () => {
    const copy = JSON.parse(JSON.stringify(model)) as typeof model
    const texts = { scope: '精密减速器制造；座椅生产', products: '驱动电机' }
    assert.deepEqual(tag(copy, texts), tag(model, texts))
    assert.deepEqual(trainTagger(taxonomy, examples), model)
  })

  test('probabilities are probabilities and come in order, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.string({ maxLength: 30 }),
        (scope, products) => {
          const found = tag(model, { scope, products }, { minProbability: 0 })
          for (const [at, { probability }] of found.entries()) {
            assert.ok(probability >= 0 && probability <= 1)
            assert.ok(at === 0 || probability <= found[at - 1]!.probability)
          }
        },
      ),
    )
  })

  test('a branch is never less likely than what lies in it', () => {
    const found = tag(model, { products: '减速器、驱动电机' })
    const sums = rollUp(taxonomy, found)
    for (const { node: code, probability } of found) assert.ok(sums.get(code)! >= probability - 1e-12)
    assert.ok(sums.get('A2')! >= sums.get('A203')! && sums.get('R')! >= sums.get('A2')!)
  })

  test('a label that is no node is refused by its row', () => {
    assert.throws(() => trainTagger(taxonomy, [firm('x', 'NOPE')]), /example 0: "NOPE"/)
    assert.throws(() => trainTagger(taxonomy, [firm('x', 'A2')]), /tier 3/)
  })
})

describe('measuring', () => {
  test('folds: better than the dictionary where context decides; unlabelled nodes have no figures', () => {
    const found = evaluateTagger(taxonomy, examples, { folds: 4 })
    const plain = dictionaryOnly(taxonomy, examples)
    assert.ok(found.micro.f1 > plain.micro.f1 + 0.1, `${found.micro.f1} against ${plain.micro.f1}`)
    assert.ok(found.quiet.value > plain.quiet.value)
    assert.ok(found.reliability.ece < 0.1)
    const unlabelled = found.nodes.find(({ node: code }) => code === 'X900')!
    assert.deepEqual([unlabelled.support, unlabelled.precision, unlabelled.f1], [0, null, null])
  })

  test('counts by hand', () => {
    const aside = [firm('驱动电机制造', 'A201'), firm('减速器制造', 'C107'), firm('餐饮')]
    const found = dictionaryOnly(taxonomy, aside)
    assert.deepEqual(
      found.nodes
        .filter(({ support, falsePositives }) => support || falsePositives)
        .map(({ node: code, support, truePositives, falsePositives }) => [
          code,
          support,
          truePositives,
          falsePositives,
        ]),
      [
        ['A201', 1, 1, 0],
        ['A203', 0, 0, 1],
        ['C107', 1, 0, 0],
      ],
    )
    assert.equal(found.micro.precision.value, 0.5)
    assert.equal(found.quiet.value, 1)
    assert.equal(evaluateOn(model, aside).examples, 3)
  })
})
