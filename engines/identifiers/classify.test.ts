import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { classifyCode, holdsWhole, proposeRepair, repairsOf } from './classify.ts'
import { orgCheckChar, USCC_ALPHABET, usccCheckChar } from './uscc.ts'

const characters = (length: number) =>
  fc.array(fc.constantFrom(...USCC_ALPHABET), { minLength: length, maxLength: length }).map((c) => c.join(''))
/** Codes for which both checks hold. */
const wholeCode = characters(8).chain((inner) =>
  fc.constantFrom('91500112', '91310114', '93500000').map((head) => {
    const first17 = `${head}${inner}${orgCheckChar(inner)}`
    return first17 + usccCheckChar(first17)
  }),
)

test('codes as people write them', () => {
  assert.equal(classifyCode(' ９１３５０１００-m000100y43').kind, 'uscc')
  assert.equal(classifyCode('D2143569-X').kind, 'organisation')
  assert.deepEqual(classifyCode('500112D2143569X'), {
    kind: 'tax',
    code: '500112D2143569X',
    organisation: 'D2143569X',
  })
  assert.equal(classifyCode('91350100M000100Y44').kind, 'broken')
  assert.equal(classifyCode('无').kind, 'other')
})

test('the letter O for a zero, and two neighbours swapped, are repaired', () => {
  assert.equal(proposeRepair('9135O100M000100Y43')?.code, '91350100M000100Y43')
  assert.deepEqual(proposeRepair('91530100M000100Y43'), {
    code: '91350100M000100Y43',
    edit: 'swap',
    position: 2,
  })
  assert.equal(proposeRepair('91350100M000100Y43'), undefined)
})

test('property: a proposal always holds and is one edit away; the true code is among the repairs', () => {
  fc.assert(
    fc.property(wholeCode, fc.nat(17), fc.constantFrom(...USCC_ALPHABET), (code, position, other) => {
      const broken = code.slice(0, position) + other + code.slice(position + 1)
      if (broken === code) return assert.deepEqual(repairsOf(broken), [])
      assert.ok(repairsOf(broken).some((repair) => repair.code === code))
      const proposal = proposeRepair(broken)
      if (proposal) assert.ok(holdsWhole(proposal.code))
    }),
  )
})

test('property: a letter that the alphabet leaves out is always repaired to the true code', () => {
  fc.assert(
    fc.property(wholeCode, fc.nat(17), (code, at) => {
      const mistaken: Record<string, string> = { 0: 'O', 1: 'I', 2: 'Z', 5: 'S', U: 'V' }
      const wrong = mistaken[code.charAt(at)]
      if (!wrong) return
      assert.equal(proposeRepair(code.slice(0, at) + wrong + code.slice(at + 1))?.code, code)
    }),
  )
})

test('property: nothing is said of noise', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { kind, code } = classifyCode(text)
      assert.equal(kind === 'uscc', /^[0-9A-Z]{18}$/.test(code) && kind === 'uscc')
      repairsOf(text)
    }),
  )
})
