import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fitted, LEAST_SCALE, type Mark, MOST_SCALE, markAt, zoomed } from './drawing.ts'

const mark = (key: string, x: number, y: number, radius = 5): Mark => ({
  key,
  x,
  y,
  radius,
  color: '#000',
  shape: 'circle',
  label: key,
  weight: 1,
})
const coordinate = fc.integer({ min: -5_000, max: 5_000 })

test('everything is in view, between the margins as far as they leave room', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1 }), (points) => {
      const marks = points.map(([x, y], at) => mark(`${at}`, x, y))
      const { scale, x, y } = fitted({ marks, margin: { x: 150, y: 500 } }, 1_000, 600)
      for (const of of marks) {
        const [sx, sy] = [of.x * scale + x, of.y * scale + y]
        assert.ok(sx >= 150 - 1e-6 && sx <= 850 + 1e-6)
        assert.ok(sy >= 120 - 1e-6 && sy <= 480 + 1e-6, 'margins take a fifth of a side at most')
      }
    }),
  )
})

test('zooming keeps the point under the pointer, within the bounds of the scale', () => {
  const factor = fc.double({ min: 0.01, max: 100, noNaN: true })
  fc.assert(
    fc.property(factor, coordinate, coordinate, (by, x, y) => {
      const before = { scale: 0.7, x: 12, y: -40 }
      const after = zoomed(before, by, x, y)
      assert.ok(after.scale >= LEAST_SCALE && after.scale <= MOST_SCALE)
      const plane = (view: typeof before) => [(x - view.x) / view.scale, (y - view.y) / view.scale]
      for (const [at, value] of plane(after).entries())
        assert.ok(Math.abs(value - (plane(before)[at] as number)) < 1e-6 * (1 + Math.abs(value)))
    }),
  )
})

test('of marks under the pointer the nearest is meant; beside all of them none', () => {
  const marks = [mark('large', 0, 0, 40), mark('small', 50, 0)]
  const view = { scale: 1, x: 100, y: 100 }
  assert.equal(marks[markAt(marks, view, 150, 100)]?.key, 'small')
  assert.equal(marks[markAt(marks, view, 110, 100)]?.key, 'large')
  assert.equal(markAt(marks, view, 300, 300), -1)
  const far = { scale: 0.05, x: 0, y: 0 }
  assert.notEqual(markAt(marks, far, 1, 1), -1, 'a mark is never too small to be hit')
})
