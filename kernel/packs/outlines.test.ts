import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadOutlines, loadPack, PackError, type Position } from './index.ts'
import { decodeRing } from './outlines.ts'

const harbour = path.join(import.meta.dirname, 'fixtures/harbour')

test('a ring is decoded step by step', () => {
  // 'B' is 65: zigzag 1, one step back; 'D' is 67: zigzag 3, two steps back; '@' stands still; 'A' is zigzag 1 too.
  assert.deepEqual(decodeRing('B@', 1024, 2048), [[1.00098, 2]])
  assert.deepEqual(decodeRing('A@', 1024, 2048), [[0.99902, 2]])
  assert.deepEqual(decodeRing('D@@D', 0, 0), [
    [0.00195, 0],
    [0.00195, 0.00195],
  ])
})

/** The other direction, written independently of the decoder. */
function encodeRing(points: readonly [number, number][], from: [number, number]): string {
  let [x, y] = from
  let text = ''
  for (const [px, py] of points) {
    for (const step of [px - x, py - y])
      text += String.fromCharCode((step < 0 ? -2 * step - 1 : 2 * step) + 64)
    x = px
    y = py
  }
  return text
}

test('what is encoded is decoded again', () => {
  const point = fc.tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -5000, max: 5000 }))
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 50 }), point, (points, from) => {
      const ring = decodeRing(encodeRing(points, from), ...from)
      assert.equal(ring.length, points.length)
      ring.forEach(([lon, lat]: Position, i) => {
        assert.ok(Math.abs(lon - points[i]![0] / 1024) <= 5.01e-6)
        assert.ok(Math.abs(lat - points[i]![1] / 1024) <= 5.01e-6)
      })
    }),
  )
})

test('a plain GeoJSON in the pack gets the codes and names of the pack', async () => {
  const outlines = await loadOutlines(await loadPack(harbour))
  assert.deepEqual(
    outlines?.features.map((feature) => feature.properties),
    [
      { code: '990101', name: '东港区', nameEn: 'East Port', center: [10.5, 20.5] },
      { code: '990102', name: '西山区', nameEn: 'West Hill', center: null },
    ],
  )
})

test('an outline of no region is refused with its code', async () => {
  const pack = await loadPack(harbour)
  const map = pack.map!
  const unmapped = { ...pack, map: { ...map, outlines: { ...map.outlines, codes: {} } } }
  await assert.rejects(
    loadOutlines(unmapped),
    /outlines\.geojson, field features\.1\.code: "990109" breaks the rule/,
  )
})

test('a missing outline file is refused; a pack without a map has none', async () => {
  const pack = await loadPack(harbour)
  const map = pack.map!
  const gone = { ...pack, map: { ...map, outlines: { ...map.outlines, file: 'gone.geojson' } } }
  await assert.rejects(loadOutlines(gone), PackError)
  assert.equal(await loadOutlines({ ...pack, map: null }), undefined)
})
