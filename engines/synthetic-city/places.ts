import { type Population, RECRUITED, SERVICE } from './firms.ts'
import { codeOf, namesOf, regionOf } from './identity.ts'
import { address, personName } from './names.ts'
import { Rng } from './rng.ts'
import type { ContactRow, OwnershipRow, SiteKind, SiteRow } from './types.ts'

/** Head office first, then up to three more sites, more for larger firms. */
export function sitesOf(p: Population, i: number): SiteRow[] {
  const rng = new Rng(p.seed, 12, i)
  const { calendar } = p
  const started = p.established[i] ?? 0
  const large = (p.base[i] ?? 0) > 50_000_000_000
  const extra = (p.head[i] ?? -1) >= 0 ? 0 : rng.between(0, large ? 3 : 1)
  const uscc = codeOf(p, i)
  const short = namesOf(p, i).short
  const kinds: SiteKind[] =
    p.kind[i] === SERVICE ? ['laboratory', 'warehouse'] : ['plant', 'plant', 'laboratory', 'warehouse']
  return Array.from({ length: extra + 1 }, (_, k): SiteRow => {
    const kind: SiteKind = k === 0 ? 'headquarters' : rng.pick(kinds)
    const region = k === 0 || rng.chance(0.7) ? regionOf(p, i) : rng.pick(p.regions)
    const area = Math.round(400 * Math.exp(rng.normal(1.4, 0.8)) * (kind === 'plant' ? 8 : 1))
    return {
      synthetic: true,
      uscc,
      siteNo: k + 1,
      nameZh: `${short}${{ headquarters: '总部', plant: '工厂', laboratory: '研发中心', warehouse: '仓库' }[kind]}${k === 0 ? '' : k}`,
      kind,
      regionCode: region.code,
      addressZh: address(rng, p.cityZh, region),
      areaSquareMetres: area,
      since: calendar.text(k === 0 ? started : rng.between(started, calendar.asOf)),
    }
  })
}

/** One to three invented persons with numbers and addresses that reach nobody. */
export function contactsOf(p: Population, i: number): ContactRow[] {
  const rng = new Rng(p.seed, 13, i)
  const uscc = codeOf(p, i)
  return ['总经理', '市场负责人', '数据填报人'].slice(0, rng.between(1, 3)).map((roleZh, k) => ({
    synthetic: true,
    uscc,
    nameZh: personName(rng),
    roleZh,
    phone: `023-0${String(rng.between(0, 9_999_999)).padStart(7, '0')}`,
    email: `contact${k + 1}.firm${i}@example.com`,
  }))
}

/** Who holds shares in the firm, and whose branch it is. Owners have a lower index, so no firm owns itself. */
export function ownershipOf(p: Population, i: number): OwnershipRow[] {
  const { calendar } = p
  const head = p.head[i] ?? -1
  const toUscc = codeOf(p, i)
  const established = p.established[i] ?? 0
  if (head >= 0) {
    return [
      {
        synthetic: true,
        kind: 'branch_of',
        fromUscc: codeOf(p, head),
        toUscc,
        share: null,
        since: calendar.text(established),
      },
    ]
  }
  const rng = new Rng(p.seed, 14, i)
  const recruited = ((p.flags[i] ?? 0) & RECRUITED) !== 0
  if (i < 2 || !rng.chance(recruited ? 0.02 : 0.08)) return []
  // Of several candidates the largest becomes the owner.
  let owner = -1
  for (let k = 0; k < 8; k += 1) {
    const candidate = rng.between(0, i - 1)
    if ((p.head[candidate] ?? -1) >= 0) continue
    if (owner < 0 || (p.base[candidate] ?? 0) > (p.base[owner] ?? 0)) owner = candidate
  }
  if (owner < 0) return []
  const start = Math.max(established, p.established[owner] ?? 0)
  return [
    {
      synthetic: true,
      kind: 'owns',
      fromUscc: codeOf(p, owner),
      toUscc,
      share: rng.chance(0.4) ? 1 : rng.between(20, 95) / 100,
      since: calendar.text(start),
    },
  ]
}
