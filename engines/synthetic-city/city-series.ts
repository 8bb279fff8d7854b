import type { Population } from './firms.ts'
import { hashNormal } from './rng.ts'
import type { HistorySeries } from './types.ts'

interface Shape {
  code: string
  zh: string
  en: string
  unit: string
  /** Value 36 months ago and now. */
  from: number
  to: number
  noise: number
  /** Flows move up and down with the season, stocks only grow. */
  flow: boolean
  decimals: number
}

const SHAPES: Shape[] = [
  {
    code: 'vehicle_output',
    zh: '汽车产量',
    en: 'Vehicle output',
    unit: 'vehicle',
    from: 185_000,
    to: 232_000,
    noise: 0.05,
    flow: true,
    decimals: 0,
  },
  {
    code: 'nev_output',
    zh: '新能源汽车产量',
    en: 'Output of new-energy vehicles',
    unit: 'vehicle',
    from: 42_000,
    to: 121_000,
    noise: 0.07,
    flow: true,
    decimals: 0,
  },
  {
    code: 'vehicle_export_value',
    zh: '汽车出口额',
    en: 'Vehicle exports',
    unit: 'fen',
    from: 4.1e11,
    to: 8.6e11,
    noise: 0.08,
    flow: true,
    decimals: 0,
  },
  {
    code: 'local_sourcing_rate',
    zh: '本地配套率',
    en: 'Local sourcing rate',
    unit: 'ratio',
    from: 0.42,
    to: 0.545,
    noise: 0.006,
    flow: false,
    decimals: 4,
  },
  {
    code: 'supercharging_stations',
    zh: '超充站',
    en: 'Super-charging stations',
    unit: 'station',
    from: 120,
    to: 1420,
    noise: 0,
    flow: false,
    decimals: 0,
  },
  {
    code: 'truck_supercharging_stations',
    zh: '重卡超充站',
    en: 'Super-charging stations for heavy trucks',
    unit: 'station',
    from: 0,
    to: 4,
    noise: 0,
    flow: false,
    decimals: 0,
  },
  {
    code: 'sensing_intersections',
    zh: '感知路口',
    en: 'Sensing intersections',
    unit: 'intersection',
    from: 60,
    to: 395,
    noise: 0,
    flow: false,
    decimals: 0,
  },
  {
    code: 'covered_road_length',
    zh: '覆盖道路里程',
    en: 'Road length covered',
    unit: 'km',
    from: 280,
    to: 1310,
    noise: 0,
    flow: false,
    decimals: 0,
  },
  {
    code: 'warning_vehicles',
    zh: '协同预警车辆',
    en: 'Vehicles with cooperative warning',
    unit: 'vehicle',
    from: 0,
    to: 13_800,
    noise: 0,
    flow: false,
    decimals: 0,
  },
  {
    code: 'key_technologies',
    zh: '突破关键技术',
    en: 'Key technologies mastered',
    unit: 'technology',
    from: 0,
    to: 31,
    noise: 0,
    flow: false,
    decimals: 0,
  },
  {
    code: 'software_products',
    zh: '软件产品',
    en: 'Software products',
    unit: 'product',
    from: 3,
    to: 36,
    noise: 0,
    flow: false,
    decimals: 0,
  },
  {
    code: 'talents_attracted',
    zh: '引进人才',
    en: 'Talent attracted',
    unit: 'person',
    from: 600,
    to: 17_400,
    noise: 0,
    flow: false,
    decimals: 0,
  },
]

/** March to November are near the mean; January and February are low, December is high. */
const FLOW_SEASON = [0.93, 0.7, 1.01, 0.97, 0.98, 1.02, 0.95, 0.98, 1.07, 1.08, 1.14, 1.17]

/** Invented series of the whole city over the last 36 complete months, for the figures no single firm carries. */
export function citySeries(p: Population, months = 36): HistorySeries[] {
  const { calendar } = p
  return SHAPES.map((shape, s) => {
    const pace = 0.85 + 0.5 * Math.abs(hashNormal(p.seed, 81, s)) ** 0.5
    let highest = 0
    const points = Array.from({ length: months }, (_, k) => {
      const month = calendar.lastMonth - months + 1 + k
      const done = months > 1 ? (k / (months - 1)) ** pace : 1
      const level = shape.from + (shape.to - shape.from) * done
      const season = shape.flow ? (FLOW_SEASON[calendar.monthOfYear(month) - 1] ?? 1) : 1
      const raw = level * season * Math.exp(shape.noise * hashNormal(p.seed, 900 + s, month))
      const rounded = Math.round(raw * 10 ** shape.decimals) / 10 ** shape.decimals
      highest = Math.max(highest, rounded)
      // What has been built or mastered stays; a flow or a rate may fall.
      return { month: calendar.monthText(month), value: shape.flow || shape.noise > 0 ? rounded : highest }
    })
    return { synthetic: true, code: shape.code, nameZh: shape.zh, nameEn: shape.en, unit: shape.unit, points }
  })
}
