import type { Bilingual } from '#kernel/contract'
import { FEN_PER_YI } from '#kernel/core'
import type { Verdict } from './judge.ts'
import type { NodeFigures } from './measure.ts'

/** Names that a sentence needs. */
export interface ReasonNames {
  /** Name of the nearest district, where there is one. */
  readonly district: Bilingual | null
}

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`
const yi = (fen: number) => String(Math.round(fen / (FEN_PER_YI / 100)) / 100)

const millions = (fen: number) => String(Math.round(fen / (FEN_PER_YI / 1000)) / 10)

/** Why a node is what it is, in one sentence; what is not known is not said, or said to be unknown. */
export function reasonOf(figures: NodeFigures, { state }: Verdict, names: ReasonNames): Bilingual {
  if (state === null)
    return {
      zh: '企业库中还没有能力记录，无法判断。',
      en: 'The library has no capabilities yet: nothing can be said.',
    }
  const parts = [
    ...headOf(figures, state),
    ...demandOf(figures),
    ...exposureOf(figures, state),
    ...nextOf(state, names),
  ]
  return {
    zh: `${parts.map(({ zh }) => zh).join('；')}。`,
    en: `${capital(parts.map(({ en }) => en).join('; '))}.`,
  }
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

function headOf({ firms, ableFirms, localSuppliers }: NodeFigures, state: Verdict['state']): Bilingual[] {
  if (state === 'missing')
    return firms === 0
      ? [{ zh: '本地没有企业能做', en: 'no local maker' }]
      : [
          {
            zh: `本地 ${firms} 家企业尚在研发或送样`,
            en: `${firms} local firms are still developing or sampling`,
          },
        ]
  const supplying =
    localSuppliers > 0
      ? [
          {
            zh: `${localSuppliers} 家已在本地配套`,
            en: `${localSuppliers} local suppliers already deliver here`,
          },
        ]
      : [{ zh: '尚无本地配套记录', en: 'none is known to deliver to local buyers' }]
  return [
    { zh: `本地 ${ableFirms} 家可批量供货`, en: `${ableFirms} local makers deliver in quantity` },
    ...supplying,
  ]
}

function demandOf({ demand, billDemand, localShare }: NodeFigures): Bilingual[] {
  const bought: Bilingual[] = Number.isNaN(demand)
    ? Number.isNaN(billDemand)
      ? [{ zh: '市内需求未知', en: 'local demand is unknown' }]
      : [
          {
            zh: `本地车型物料清单年需求 ${yi(billDemand)} 亿元`,
            en: `bills of local models need CNY ${millions(billDemand)} million a year`,
          },
        ]
    : [
        {
          zh: `市内年采购 ${yi(demand)} 亿元`,
          en: `local buyers buy for CNY ${millions(demand)} million a year`,
        },
      ]
  return Number.isNaN(localShare)
    ? bought
    : [
        ...bought,
        { zh: `本地供应占 ${percent(localShare)}`, en: `${percent(localShare)} of it from local makers` },
      ]
}

function exposureOf(figures: NodeFigures, state: Verdict['state']): Bilingual[] {
  if (state !== 'at_risk') return []
  const { irreplaceable, suppliers, systemicRisk } = figures
  const told: Bilingual[] = [
    {
      zh: `共 ${suppliers} 家供应商，${percent(irreplaceable)} 的需求独家供应且无本地替代`,
      en: `${suppliers} suppliers, ${percent(irreplaceable)} of demand hangs on a single one without local substitute`,
    },
  ]
  if (!Number.isNaN(systemicRisk))
    told.push({
      zh: `最关键一家停产会影响全链 ${percent(systemicRisk)} 的产出`,
      en: `the most critical firm would stop ${percent(systemicRisk)} of the whole chain`,
    })
  return told
}

function nextOf(state: Verdict['state'], { district }: ReasonNames): Bilingual[] {
  if (district === null || (state !== 'missing' && state !== 'weak')) return []
  return [
    {
      zh: `产业基础最接近的是${district.zh}`,
      en: `${district.en} is nearest to it by what its makers do`,
    },
  ]
}
