import type { NodeInput } from './types.ts'

/**
 * How an assembly stands in an invented vehicle: `cost` in parts of its material cost, `local` the chance that its
 * maker is of the city in the first year looked at. Plausible at a glance, not estimated from data. Matched by words of
 * the node's name, so that another city's taxonomy works too; what no word knows counts as `OTHER`.
 */
export interface AssemblyProfile {
  readonly cost: number
  readonly local: number
}

const PROFILES: readonly (readonly [RegExp, AssemblyProfile])[] = [
  [/动力电池/, { cost: 0.36, local: 0.38 }],
  [/增程/, { cost: 0.08, local: 0.4 }],
  [/电驱/, { cost: 0.11, local: 0.36 }],
  [/热管理/, { cost: 0.045, local: 0.42 }],
  [/转向/, { cost: 0.02, local: 0.4 }],
  [/制动/, { cost: 0.035, local: 0.4 }],
  [/高压|充配电/, { cost: 0.035, local: 0.36 }],
  [/智能驾驶|自动驾驶/, { cost: 0.08, local: 0.2 }],
  [/座舱/, { cost: 0.07, local: 0.34 }],
  [/车控/, { cost: 0.05, local: 0.38 }],
  [/网联/, { cost: 0.012, local: 0.3 }],
  [/底盘/, { cost: 0.07, local: 0.46 }],
  [/车身/, { cost: 0.09, local: 0.62 }],
  [/内外饰|内饰/, { cost: 0.08, local: 0.55 }],
]
const OTHER: AssemblyProfile = { cost: 0.02, local: 0.35 }
/** Chips and materials, two steps further up. */
const UPSTREAM_LOCAL = 0.16

/** Parts that are most of their assembly. */
const HEAVY: readonly (readonly [RegExp, number])[] = [
  [/^电芯/, 9],
  [/电驱总成|驱动电机/, 3],
  [/正极/, 5],
  [/域控制器|激光雷达|白车身|座椅总成|发动机/, 2.5],
]

export function profileOf(node: NodeInput): AssemblyProfile {
  return PROFILES.find(([words]) => words.test(node.nameZh))?.[1] ?? OTHER
}

export function weightOf(node: NodeInput): number {
  return HEAVY.find(([words]) => words.test(node.nameZh))?.[1] ?? 1
}

/** The taxonomy as a vehicle's bill needs it. */
export interface Catalogue {
  readonly byCode: ReadonlyMap<string, NodeInput>
  readonly children: ReadonlyMap<string, readonly NodeInput[]>
  /** Assemblies of which a vehicle is made. */
  readonly assemblies: readonly NodeInput[]
  /** Electronic parts, and materials, that go into other parts. */
  readonly chips: readonly NodeInput[]
  readonly materials: readonly NodeInput[]
  /** System (tier 1) of a node. */
  systemOf(code: string): NodeInput | undefined
  /** Assembly (tier 2) of a node; the node itself where there is none. */
  assemblyOf(code: string): NodeInput | undefined
}

export function catalogueOf(taxonomy: readonly NodeInput[]): Catalogue {
  const byCode = new Map(taxonomy.map((node) => [node.code, node]))
  const children = Map.groupBy(taxonomy, ({ parent }) => parent ?? '')
  const ancestor = (code: string, tier: number) => {
    let at = byCode.get(code)
    // A taxonomy is a tree; the bound only keeps a wrong one from hanging.
    for (let step = 0; at && at.tier > tier && step < 20; step += 1) at = byCode.get(at.parent ?? '')
    return at
  }
  const systemOf = (code: string) => ancestor(code, 1)
  const upstream = taxonomy.filter((node) => node.parts && node.tier === 3 && isUpstream(systemOf(node.code)))
  const isChip = (node: NodeInput) => /芯片|电子/.test(systemOf(node.code)?.nameZh ?? '')
  return {
    byCode,
    children,
    assemblies: taxonomy.filter(
      (node) =>
        node.parts && node.tier === 2 && !isUpstream(systemOf(node.code)) && node.stage !== 'upstream',
    ),
    chips: upstream.filter(isChip),
    materials: upstream.filter((node) => !isChip(node)),
    systemOf,
    assemblyOf: (code) => ancestor(code, 2),
  }
}

const isUpstream = (system: NodeInput | undefined) => system?.stage === 'upstream'

/** Whether a firm of this node makes vehicles. */
export function makesVehicles(catalogue: Catalogue, code: string): boolean {
  return /整车/.test(catalogue.systemOf(code)?.nameZh ?? '')
}

/** Chance that the maker of a part is of the city: it grows from year to year. */
export function localChance(catalogue: Catalogue, node: NodeInput, yearsSince: number): number {
  const assembly = catalogue.assemblyOf(node.code) ?? node
  const start = isUpstream(catalogue.systemOf(node.code)) ? UPSTREAM_LOCAL : profileOf(assembly).local
  return Math.min(0.92, start + 0.05 * Math.max(0, yearsSince))
}
