import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  classOf,
  codePropertyOf,
  type DistrictValue,
  namedByCode,
  quantileClasses,
  ranked,
  spansOf,
} from './map-values.ts'

const of = (code: string, value: number | null): DistrictValue => ({ code, name: code, value })
const feature = (properties: Record<string, unknown>) => ({
  type: 'Feature' as const,
  properties,
  geometry: null,
})

test('unknown districts stand last, never among the zeros', () => {
  const order = ranked([of('500101', null), of('500102', 0), of('500103', 7)]).map(({ code }) => code)
  assert.deepEqual(order, ['500103', '500102', '500101'])
})

test('outlines are joined by code, whatever the property is called', () => {
  const geometry = {
    type: 'FeatureCollection' as const,
    features: [feature({ adcode: 500112, name: '渝北区' })],
  }
  assert.equal(codePropertyOf(geometry), 'adcode')
  assert.equal(namedByCode(geometry, 'adcode').features[0]?.properties.name, '500112')
})

test('every known value falls into a class that holds it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 }), (numbers) => {
      const values = numbers.map((value, at) => of(String(at), value))
      const classes = quantileClasses(values, 5)
      for (const value of numbers) {
        const found = classes[classOf(value, classes)]!
        const span = spansOf(values, classes)[classOf(value, classes)]!
        assert.ok(span.min <= value && value <= span.max)
        assert.ok(value >= found.min && value <= found.max)
      }
      assert.ok(classes.length <= 5)
    }),
  )
})

test('nothing known gives no classes, and one value one class', () => {
  assert.deepEqual(quantileClasses([of('1', null)], 5), [])
  assert.deepEqual(quantileClasses([of('1', 3), of('2', 3)], 5), [{ min: 3, max: 3 }])
  assert.equal(classOf(null, []), -1)
})
