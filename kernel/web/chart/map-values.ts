/** A value of one district; null = not known, or known and withheld. */
export interface DistrictValue {
  /** GB/T 2260 code. */
  readonly code: string
  /** Name in the user's language. */
  readonly name: string
  readonly value: number | null
  /** So few firms stand behind the value that it is withheld. */
  readonly hidden?: boolean
}

/** Outlines of districts: a GeoJSON collection whose features carry the region's code as a property. */
export interface DistrictGeometry {
  readonly type: 'FeatureCollection'
  readonly features: readonly {
    readonly type: 'Feature'
    readonly properties: Readonly<Record<string, unknown>>
    readonly geometry: unknown
  }[]
}

/** The outlines with every feature named by its code, the name that values are joined by. */
export function namedByCode(geometry: DistrictGeometry, codeProperty: string): DistrictGeometry {
  return {
    type: geometry.type,
    features: geometry.features.map((feature) => ({
      ...feature,
      properties: { ...feature.properties, name: String(feature.properties[codeProperty] ?? '') },
    })),
  }
}

/** Which property of the features holds the code: the first that every feature has as six digits. */
export function codePropertyOf(geometry: DistrictGeometry): string {
  const candidates = ['code', 'adcode', 'id', 'region']
  const found = candidates.find((key) =>
    geometry.features.every((feature) => /^\d{6}$/.test(String(feature.properties[key] ?? ''))),
  )
  return found ?? 'code'
}

/** Districts from the largest value to the smallest; the unknown ones last, by code. */
export function ranked(values: readonly DistrictValue[]): DistrictValue[] {
  return [...values].sort((a, b) => {
    if (a.value !== null && b.value !== null && a.value !== b.value) return b.value - a.value
    if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1
    return a.code < b.code ? -1 : a.code > b.code ? 1 : 0
  })
}

/** A class of the choropleth: `min` up to but excluding `max` (the last includes it). */
export interface MapClass {
  readonly min: number
  readonly max: number
}

/**
 * Classes by quantiles of the known values, so that a few large districts do not paint all others alike;
 * equal borders are merged, so there may be fewer classes than asked for.
 */
export function quantileClasses(values: readonly DistrictValue[], count: number): MapClass[] {
  const known = values.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b)
  if (known.length === 0) return []
  const borders = Array.from(
    { length: count + 1 },
    (_, at) => known[Math.round((at * (known.length - 1)) / count)]!,
  )
  const distinct = [...new Set(borders)]
  if (distinct.length === 1) return [{ min: distinct[0]!, max: distinct[0]! }]
  return distinct.slice(1).map((max, at) => ({ min: distinct[at]!, max }))
}

/** The class of a value, by index; -1 for the unknown. */
export function classOf(value: number | null, classes: readonly MapClass[]): number {
  if (value === null) return -1
  const at = classes.findIndex(({ max }) => value < max)
  return at === -1 ? classes.length - 1 : at
}

/** The least and the greatest value in each class, for the legend: what is told of two classes never overlaps. */
export function spansOf(values: readonly DistrictValue[], classes: readonly MapClass[]): MapClass[] {
  const spans = classes.map(() => ({ min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY }))
  for (const { value } of values) {
    const span = spans[classOf(value, classes)]
    if (!span || value === null) continue
    span.min = Math.min(span.min, value)
    span.max = Math.max(span.max, value)
  }
  return spans
}
