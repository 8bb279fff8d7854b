import { LOCAL, type Network, NONE } from '../../domain/network.ts'

/** Supplier, buyer, node and amount of a relation; an amount of undefined is unknown. */
export type Link = readonly [supplier: number, buyer: number, node: number, amount?: number]

/** Only for tests: a chain of firms f0, f1 … on nodes n0, n1 …; nodes from `parts` on are no parts. */
export function smallNetwork(
  firmNodes: readonly (number | null)[],
  links: readonly Link[],
  options: {
    readonly nodes?: number
    readonly parts?: number
    readonly revenue?: readonly number[]
    readonly ids?: readonly number[]
  } = {},
): Network {
  const { nodes = 4, parts = nodes, revenue = [], ids = links.map((_, at) => at) } = options
  const text = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`)
  return {
    revision: '1.1',
    asOf: '2026-11-23',
    synthetic: true,
    nodes: {
      code: text('n', nodes),
      nameZh: text('环节', nodes),
      nameEn: text('node ', nodes),
      parent: new Int32Array(nodes).fill(-1),
      tier: new Uint8Array(nodes).fill(3),
      parts: Uint8Array.from({ length: nodes }, (_, at) => Number(at < parts)),
      electronics: new Uint8Array(nodes),
      key: new Uint8Array(nodes),
    },
    firms: {
      id: text('f', firmNodes.length),
      name: text('企业', firmNodes.length),
      region: firmNodes.map(() => '500112'),
      place: new Uint8Array(firmNodes.length).fill(LOCAL),
      node: Uint16Array.from(firmNodes, (node) => node ?? NONE),
      revenue: Float64Array.from(firmNodes, (_, at) => revenue[at] ?? Number.NaN),
      staff: new Float64Array(firmNodes.length).fill(Number.NaN),
      inLibrary: new Uint8Array(firmNodes.length).fill(1),
    },
    relations: {
      id: ids.map((id) => `r${String(id).padStart(6, '0')}`),
      supplier: Uint32Array.from(links, ([supplier]) => supplier),
      buyer: Uint32Array.from(links, ([, buyer]) => buyer),
      node: Uint16Array.from(links, ([, , node]) => node),
      amount: Float64Array.from(links, ([, , , amount]) => amount ?? Number.NaN),
      trust: new Float64Array(links.length).fill(0.5),
    },
    capabilities: {
      firm: new Uint32Array(0),
      node: new Uint16Array(0),
      capacity: new Float64Array(0),
      utilisation: new Float64Array(0),
      stage: new Uint8Array(0),
    },
  }
}
