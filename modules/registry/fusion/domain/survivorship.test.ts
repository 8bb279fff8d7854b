import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RecordField } from '../../contract.ts'
import { codeOf } from '../../import/testing.ts'
import { dayOf, validCode } from './compare-value.ts'
import { ageFactor, goldenOf, type Witness } from './survivorship.ts'

const TODAY = '2026-11-23'
let count = 0

function witness(trust: number, fields: Witness['fields'], more: Partial<Witness> = {}): Witness {
  count++
  return {
    recordId: `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`,
    source: `s${count}`,
    trust,
    fieldTrust: {},
    observedOn: '2026-11-01',
    fields,
    ...more,
  }
}

function survivorOf(field: RecordField, ...witnesses: Witness[]) {
  return goldenOf(witnesses, TODAY).values.find((value) => value.field === field)!
}

test('the more trusted source wins, its field trust first', () => {
  const register = witness(0.95, { name: '重庆甲有限公司', phone: '111' }, { fieldTrust: { phone: 0.3 } })
  const survey = witness(0.5, { name: '甲公司', phone: '02388888888' })
  assert.equal(survivorOf('name', register, survey).value, '重庆甲有限公司')
  assert.equal(survivorOf('phone', register, survey).value, '02388888888')
})

test('several middling sources that agree outweigh one that is trusted more', () => {
  const one = witness(0.7, { legalRep: '王一' })
  const others = [0.5, 0.5, 0.5].map((trust) => witness(trust, { legalRep: '李二' }))
  assert.equal(survivorOf('legalRep', one, others[0]!).value, '王一')
  assert.equal(survivorOf('legalRep', one, ...others).value, '李二')
})

test('rows of one source that repeat a value count once', () => {
  const one = witness(0.7, { legalRep: '王一' })
  const echo = [1, 2, 3, 4].map(() => witness(0.5, { legalRep: '李二' }, { source: 'same' }))
  assert.equal(survivorOf('legalRep', one, ...echo).value, '王一')
})

test('what was seen long ago gives way to what was seen lately', () => {
  const old = witness(0.8, { phone: '02311111111' }, { observedOn: '2019-01-01' })
  const fresh = witness(0.6, { phone: '02322222222' }, { observedOn: '2026-10-01' })
  assert.equal(survivorOf('phone', old, fresh).value, '02322222222')
  assert.equal(ageFactor('uscc', '1990-01-01', TODAY), 1, 'a code does not age')
})

test('a broken credit code never survives over one that holds, however trusted its source', () => {
  const broken = witness(1, { uscc: '91500000TEST00012X' })
  const holds = witness(0.1, { uscc: codeOf(3).toLowerCase() })
  assert.equal(validCode(broken.fields.uscc), undefined)
  const survived = survivorOf('uscc', broken, holds)
  assert.equal(survived.value, codeOf(3).toLowerCase())
  assert.deepEqual(
    survived.others.map(({ value }) => value),
    ['91500000TEST00012X'],
    'the broken one is still told',
  )
})

test('what a person typed survives whatever else is said', () => {
  const typed = witness(
    0.9,
    { address: '渝北区一路1号' },
    { typed: new Set(['address']), observedOn: '2010-01-01' },
  )
  const many = [0.95, 0.95, 0.95].map((trust) => witness(trust, { address: '江北区二路2号' }))
  assert.equal(survivorOf('address', typed, ...many).value, '渝北区一路1号')
})

test('an older name of a trusted source, an earlier name of the row and told former names are kept', () => {
  const now = witness(
    0.95,
    { name: '重庆新有限公司' },
    { observedOn: '2026-01-01', pastNames: ['重庆中有限公司'] },
  )
  const before = witness(0.9, { name: '重庆旧有限公司' }, { observedOn: '2020-01-01' })
  const typo = witness(0.5, { name: '重庆薪有限公司' }, { observedOn: '2020-01-01' })
  const tells = witness(0.5, { formerNames: '重庆老厂；重庆新有限责任公司' })
  assert.equal(
    survivorOf('formerNames', now, before, typo, tells).value,
    '重庆中有限公司、重庆旧有限公司、重庆老厂',
  )
})

test('dates are read however they are written, and only days that are', () => {
  for (const text of [
    '2006-10-04',
    '2006/10/4',
    '2006.10.04',
    '20061004',
    '2006年10月4日',
    '２００６－１０－０４',
  ])
    assert.equal(dayOf(text), '2006-10-04', text)
  for (const text of ['2006-02-30', '2006', '昨天', '2006-13-01']) assert.equal(dayOf(text), undefined, text)
})

const anyWitness = fc
  .record({
    trust: fc.double({ min: 0, max: 1, noNaN: true }),
    observedOn: fc.option(fc.constantFrom('2010-05-05', '2020-01-01', '2026-11-01')),
    name: fc.option(fc.constantFrom('重庆甲有限公司', '重庆甲有限责任公司', '乙厂', ' ')),
    uscc: fc.option(fc.constantFrom(codeOf(1), codeOf(2), '123', 'X')),
    phone: fc.option(fc.string({ maxLength: 12 })),
  })
  .map(({ trust, observedOn, ...fields }) =>
    witness(
      trust,
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Witness['fields'],
      { observedOn },
    ),
  )

test('whatever is said: values come from records, confidence is a share, order does not matter, nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(anyWitness, { maxLength: 8 }), (witnesses) => {
      const golden = goldenOf(witnesses, TODAY)
      assert.deepEqual(goldenOf([...witnesses].reverse(), TODAY).values, golden.values)
      for (const { field, value, recordId, confidence, others } of golden.values) {
        if (field === 'formerNames') continue
        const said = witnesses.flatMap((one) => one.fields[field]?.trim() || [])
        assert.equal(value === null, said.length === 0)
        if (value === null) continue
        assert.equal(witnesses.find((one) => one.recordId === recordId)?.fields[field]?.trim(), value)
        assert.ok(confidence !== null && confidence >= 0 && confidence <= 1)
        assert.deepEqual(new Set([value, ...others.map((other) => other.value)]), new Set(said))
        if (field === 'uscc' && said.some((code) => validCode(code))) assert.ok(validCode(value))
      }
    }),
  )
})
