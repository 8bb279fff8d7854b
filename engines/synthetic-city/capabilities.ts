import { nodeOf, productNames } from './enterprise.ts'
import { ELECTRONICS, IATF, MECHANICAL, type Population, SERVICE, STARTUP, VEHICLE } from './firms.ts'
import { codeOf } from './identity.ts'
import { Rng } from './rng.ts'
import type { CapabilityRow, CapabilityStage, NodeInput } from './types.ts'

const STAGES: [CapabilityStage, number][] = [
  ['mass', 0.8],
  ['pilot', 0.1],
  ['prototype', 0.06],
  ['research', 0.04],
]
const YOUNG: [CapabilityStage, number][] = [
  ['mass', 0.35],
  ['pilot', 0.3],
  ['prototype', 0.2],
  ['research', 0.15],
]
const MATERIAL = /材料|料|液|箔|粉|钢|铝|胶|树脂|合金/

/** Nodes of the same parent and kind, by node index; built once per city. */
export function siblings(nodes: NodeInput[]): number[][] {
  const families = new Map<string, number[]>()
  const key = (node: NodeInput) => `${node.parent}|${node.tier}|${node.parts}|${node.electronics}`
  for (const [i, node] of nodes.entries()) families.set(key(node), [...(families.get(key(node)) ?? []), i])
  return nodes.map((node, i) => (families.get(key(node)) ?? []).filter((other) => other !== i))
}

function unitOf(p: Population, i: number, node: NodeInput): string {
  if (p.kind[i] === VEHICLE) return '辆'
  if (p.kind[i] === SERVICE) return '项'
  if (MATERIAL.test(node.nameZh)) return '吨'
  return p.kind[i] === ELECTRONICS && /芯片|电阻|电容|元件/.test(node.nameZh) ? '颗' : '套'
}

const PRICE_FEN: Record<string, number> = { 辆: 1.3e7, 项: 3e7, 吨: 2.2e6, 颗: 1500, 套: 60_000 }

function drawStage(rng: Rng, table: [CapabilityStage, number][]): CapabilityStage {
  let u = rng.unit()
  for (const [stage, share] of table) {
    u -= share
    if (u < 0) return stage
  }
  return 'research'
}

/** What the firm can make: its own node first, then up to three of the same family. */
export function capabilitiesOf(p: Population, i: number, families: number[][]): CapabilityRow[] {
  const rng = new Rng(p.seed, 15, i)
  const flags = p.flags[i] ?? 0
  const others = [...(families[p.node[i] ?? 0] ?? [])]
  const extra = Math.min(others.length, Math.floor(rng.unit() ** 2 * 4))
  const chosen = rng.shuffle(others).slice(0, extra)
  const nodes = [nodeOf(p, i), ...chosen.map((index) => p.nodes[index]).filter((node) => node !== undefined)]
  const uscc = codeOf(p, i)
  const weights = nodes.map((_, k) => 1 / (k + 1) ** 1.3)
  const total = weights.reduce((a, b) => a + b, 0)
  return nodes.map((node, k): CapabilityRow => {
    const stage = k === 0 && !(flags & STARTUP) ? 'mass' : drawStage(rng, flags & STARTUP ? YOUNG : STAGES)
    const unit = unitOf(p, i, node)
    const utilisation = Math.round(Math.min(0.98, Math.max(0.25, rng.normal(0.68, 0.15))) * 1000) / 1000
    const price = (PRICE_FEN[unit] ?? 1e5) * Math.exp(rng.normal(0, 0.6))
    const output = ((p.base[i] ?? 0) * ((weights[k] ?? 0) / total)) / price
    const series = stage === 'mass' || stage === 'pilot'
    return {
      synthetic: true,
      uscc,
      nodeCode: node.code,
      primary: k === 0,
      stage,
      productNamesZh: productNames(node, rng, rng.between(1, 2)),
      capacityPerYear: series ? roundFigure(output / utilisation) : null,
      unit: `${unit}/年`,
      utilisation: series ? utilisation : null,
      certificates: certificates(p, i, rng),
      since: p.calendar.text(rng.between(p.established[i] ?? 0, p.calendar.asOf)),
    }
  })
}

/** Capacities are planned in round figures: two significant digits. */
function roundFigure(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1)
  return Math.max(1, Math.round(value / step)) * step
}

function certificates(p: Population, i: number, rng: Rng): string[] {
  const found: string[] = []
  if ((p.flags[i] ?? 0) & IATF) found.push('IATF 16949')
  if (p.kind[i] === ELECTRONICS && rng.chance(0.3)) found.push('ISO 26262')
  if (p.kind[i] === ELECTRONICS && rng.chance(0.15)) found.push('ASPICE CL2')
  if (p.kind[i] === MECHANICAL && rng.chance(0.4)) found.push('ISO 14001')
  return found
}
