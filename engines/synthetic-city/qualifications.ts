import { GIANT, HIGH_TECH, IATF, type Population, SRDI, SRDI_LAPSED } from './firms.ts'
import { codeOf } from './identity.ts'
import { hashUnit } from './rng.ts'
import type { QualificationKind, QualificationRow } from './types.ts'

/** All five are given for three years and then reviewed. */
const YEARS = 3
const NAMES: Record<QualificationKind, [string, string]> = {
  srdi: ['专精特新中小企业', '市级主管部门（模拟）'],
  little_giant: ['专精特新“小巨人”企业', '国家主管部门（模拟）'],
  high_tech: ['高新技术企业', '认定管理机构（模拟）'],
  iatf16949: ['IATF 16949 质量管理体系认证', '认证机构（模拟）'],
  iso14001: ['ISO 14001 环境管理体系认证', '认证机构（模拟）'],
}

interface Holding {
  kind: QualificationKind
  /** Day numbers of each period: first day, last day. */
  periods: [number, number][]
}

/** Share of first awards that fall into the plan's window; the rest lie in the six years before. */
const RECENT: Record<QualificationKind, number> = {
  srdi: 0.36,
  little_giant: 0.42,
  high_tech: 0.25,
  iatf16949: 0.3,
  iso14001: 0.3,
}

/** What a firm holds or held; a held one is renewed until it covers the key date, a lapsed one ends before it. */
export function holdingsOf(p: Population, i: number): Holding[] {
  const flags = p.flags[i] ?? 0
  const u = (salt: number) => hashUnit(p.seed, salt, i)
  const holdings: Holding[] = []
  const earliest = Math.max(p.established[i] ?? 0, p.calendar.addYears(p.calendar.windowStart, -6))
  const add = (kind: QualificationKind, salt: number, lapsed: boolean, notBefore: number) => {
    const first = lapsed ? lapsedStart(p, u(salt)) : award(p, kind, u(salt), u(salt + 1), notBefore)
    if (first < (p.established[i] ?? 0)) return first
    holdings.push({ kind, periods: periods(p, first, lapsed) })
    return first
  }
  if (flags & SRDI) {
    const first = add('srdi', 51, false, earliest)
    if (flags & GIANT) add('little_giant', 53, false, first)
  } else if (flags & SRDI_LAPSED) add('srdi', 55, true, earliest)
  if (flags & HIGH_TECH) add('high_tech', 57, u(59) < 0.08, earliest)
  if (flags & IATF) add('iatf16949', 60, u(62) < 0.07, earliest)
  if (u(63) < 0.2 && (p.head[i] ?? -1) < 0) add('iso14001', 64, u(66) < 0.15, earliest)
  return holdings
}

function award(
  p: Population,
  kind: QualificationKind,
  which: number,
  when: number,
  notBefore: number,
): number {
  const { windowStart, asOf } = p.calendar
  const recent = which < RECENT[kind] || notBefore >= windowStart
  const start = recent ? Math.max(windowStart, notBefore) : notBefore
  const end = recent ? asOf : windowStart - 1
  return start + Math.floor(when * Math.max(0, end - start))
}

function lapsedStart(p: Population, u: number): number {
  const oldest = p.calendar.addYears(p.calendar.asOf, -YEARS - 2)
  const youngest = p.calendar.addYears(p.calendar.asOf, -YEARS) - 1
  return oldest + Math.floor(u * (youngest - oldest))
}

function periods(p: Population, first: number, lapsed: boolean): [number, number][] {
  const found: [number, number][] = []
  for (let from = first; ; ) {
    const next = p.calendar.addYears(from, YEARS)
    found.push([from, next - 1])
    if (lapsed || next > p.calendar.asOf) return found
    from = next
  }
}

/** One row for each period of validity, the oldest first. */
export function qualificationsOf(p: Population, i: number): QualificationRow[] {
  const uscc = codeOf(p, i)
  return holdingsOf(p, i).flatMap(({ kind, periods: all }) =>
    all.map(([from, until], k): QualificationRow => {
      const validFrom = p.calendar.text(from)
      return {
        synthetic: true,
        uscc,
        kind,
        nameZh: NAMES[kind][0],
        certificateNo: `SYN-${kind.toUpperCase()}-${validFrom.slice(0, 4)}-${String(i).padStart(7, '0')}-${k + 1}`,
        issuerZh: NAMES[kind][1],
        validFrom,
        validUntil: p.calendar.text(until),
      }
    }),
  )
}
