import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PackError, type PackFault } from './faults.ts'
import type { OutlineSource } from './schema.ts'
import type { Pack } from './types.ts'

/** Longitude and latitude in degrees. */
export type Position = [longitude: number, latitude: number]

export interface OutlineFeature {
  readonly type: 'Feature'
  readonly properties: {
    /** Code of the pack's region. */
    readonly code: string
    readonly name: string
    readonly nameEn: string
    /** Where a label stands, when the source says so. */
    readonly center: Position | null
  }
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: Position[][] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: Position[][][] }
}

/** GeoJSON of a pack's districts. Rings keep the source's order of points. */
export interface OutlineCollection {
  readonly type: 'FeatureCollection'
  readonly features: OutlineFeature[]
}

/** A feature as files hold it, before its code is looked up. */
interface RawFeature {
  id?: string | number
  properties: { id?: string | number; code?: string | number; cp?: Position; center?: Position } & Record<
    string,
    unknown
  >
  geometry: { type: string; coordinates: unknown; encodeOffsets?: unknown }
}

/**
 * The outlines of a pack's regions, decoded, with today's codes and the pack's names.
 * Undefined when the pack has no map. Throws PackError when the file is missing or a code is no region of the pack.
 */
export async function loadOutlines(pack: Pack): Promise<OutlineCollection | undefined> {
  const source = pack.map?.outlines
  if (!source) return undefined
  const regions = new Map(pack.regions.map((region) => [region.code, region]))
  const faults: PackFault[] = []
  const features: OutlineFeature[] = []
  for (const [index, raw] of (await readFeatures(pack.dir, source)).entries()) {
    const written = String(raw.properties.code ?? raw.properties.id ?? raw.id ?? '')
    const code = source.codes[written] ?? written
    const region = regions.get(code)
    if (!region) {
      const rule = {
        zh: '须为地区表中的编码，或在 map.outlines.codes 中对应',
        en: 'a code of the regions, or mapped in map.outlines.codes',
      }
      faults.push({ file: source.file, column: `features.${index}.code`, value: written, rule })
      continue
    }
    features.push({
      type: 'Feature',
      properties: {
        code,
        name: region.nameZh,
        nameEn: region.nameEn,
        center: raw.properties.cp ?? raw.properties.center ?? null,
      },
      geometry: source.encoding === 'echarts-utf8' ? decodeGeometry(raw) : plainGeometry(raw),
    })
  }
  if (faults.length > 0) throw new PackError(pack.dir, faults)
  return { type: 'FeatureCollection', features }
}

async function readFeatures(dir: string, source: OutlineSource): Promise<RawFeature[]> {
  try {
    const parsed = JSON.parse(await readFile(locate(dir, source), 'utf8')) as { features: RawFeature[] }
    return parsed.features
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    const rule = { zh: `轮廓文件须可读（${what}）`, en: `the outlines must be readable (${what})` }
    throw new PackError(dir, [{ file: source.file, rule }], error)
  }
}

function locate(dir: string, source: OutlineSource): string {
  if (source.package === undefined) return path.join(dir, source.file)
  const require = createRequire(import.meta.url)
  return path.join(path.dirname(require.resolve(`${source.package}/package.json`)), source.file)
}

function plainGeometry(raw: RawFeature): OutlineFeature['geometry'] {
  return { type: raw.geometry.type, coordinates: raw.geometry.coordinates } as OutlineFeature['geometry']
}

function decodeGeometry(raw: RawFeature): OutlineFeature['geometry'] {
  const { type, coordinates, encodeOffsets } = raw.geometry
  if (type === 'Polygon') {
    return { type, coordinates: decodeRings(coordinates as string[], encodeOffsets as number[][]) }
  }
  const polygons = coordinates as string[][]
  const offsets = encodeOffsets as number[][][]
  return { type: 'MultiPolygon', coordinates: polygons.map((rings, i) => decodeRings(rings, offsets[i]!)) }
}

function decodeRings(rings: readonly string[], offsets: readonly number[][]): Position[][] {
  return rings.map((ring, i) => decodeRing(ring, offsets[i]![0]!, offsets[i]![1]!))
}

/**
 * One ring of the UTF-8 encoding of ECharts 2 to 4: pairs of characters, each holding 64 plus the zigzag of a step in
 * 1/1024 degree from the point before; the first step is taken from the ring's offset.
 * @example decodeRing('BA', 1024, 2048) // one point, one step west: [[1 - 1/1024, 2.00098]] rounded to 5 places
 */
export function decodeRing(text: string, offsetX: number, offsetY: number): Position[] {
  const ring: Position[] = []
  let x = offsetX
  let y = offsetY
  for (let i = 0; i + 1 < text.length; i += 2) {
    x += unzigzag(text.charCodeAt(i) - 64)
    y += unzigzag(text.charCodeAt(i + 1) - 64)
    ring.push([degrees(x), degrees(y)])
  }
  return ring
}

function unzigzag(code: number): number {
  return (code >> 1) ^ -(code & 1)
}

/** Five places are about a metre, finer than the source's own step. */
function degrees(steps: number): number {
  return Math.round((steps / 1024) * 1e5) / 1e5
}
