import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { missingBrowser } from './browser.ts'
import { fusionSteps } from './fusion-steps.ts'
import { importSteps } from './import-steps.ts'
import { planSteps } from './plan-steps.ts'
import { openProduct, type Product } from './product.ts'

describe('a month of work on an empty system, in a browser', { skip: missingBrowser ?? false }, () => {
  let product: Product
  before(async () => {
    product = await openProduct(0)
  })
  after(() => product?.close())

  describe('tables go into the library and out again', () => importSteps(() => product))
  describe('the plan is followed, met about, reported and replaced', () => planSteps(() => product))
  describe('records of many sources become golden records', () => fusionSteps(() => product))

  test('no page complained', () => {
    assert.deepEqual(product.problems, [])
  })
})
