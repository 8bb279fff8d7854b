import { type Clause, clausesOf } from './clauses.ts'
import { type Dictionary, matchesIn, similarIn, type Term } from './dictionary.ts'
import { type Context, FIELDS, type FirmTexts, type TaxonomyNode } from './types.ts'

/** What a text and one node have in common. */
export interface Candidate {
  readonly values: Float64Array
  readonly hits: readonly Hit[]
}

/** A term found in a clause. */
export interface Hit {
  readonly clause: Clause
  readonly words: string
  readonly share: number
  readonly isName: boolean
  readonly nodes: number
  readonly acronym: boolean
  readonly role: Role
}

/** In "减速器壳" the reducer is no more than a modifier; in "转向用电机" the steering is what the motor is for. */
type Role = 'head' | 'modifier' | 'use'

const HEAD =
  /^(?:$|[\s、,.()/:+\-a-z0-9]|[和及与等的]|总成|系统|模块|模组|产品|组件|整机|样[件机]|单元|设备|装置|研发|研制|制造|生产|加工|设计|开发|销售|批发|零售|组装|装配|集成|测试|配套|封装|服务|运营|建设|维修|安装|技术)/

function roleOf(text: string, from: number, to: number): Role {
  const after = text.slice(to, to + 4)
  if (after.startsWith('用') || /用于[^、,]{0,6}$/.test(text.slice(Math.max(0, from - 8), from))) return 'use'
  return HEAD.test(after) ? 'head' : 'modifier'
}

/** Texts of a firm as the classifier reads them. */
export interface Reading {
  readonly clauses: readonly Clause[]
  /** By place of the node. */
  readonly candidates: ReadonlyMap<number, Candidate>
  /** Patterns of characters with their weight, in the order they are met. */
  readonly patterns: ReadonlyMap<string, number>
}

const CONTEXTS: readonly Context[] = ['make', 'plain', 'trade']
/** Names of the shared features; their order is the order of the weights. */
export const SHARED: readonly string[] = [
  'candidate',
  ...FIELDS.flatMap((field) => CONTEXTS.map((context) => `${field}.${context}`)),
  'length',
  'name',
  'acronym',
  'ambiguous',
  'terms',
  'vehicleClause',
  'vehicleText',
  'foreignClause',
  'foreignText',
  'similar',
  'nearlySame',
  'ancestor',
  'descendant',
  'sibling',
  'tradeOnly',
  'crowd',
  'head',
  'modifierOnly',
  'usedFor',
]
const place = new Map(SHARED.map((name, at) => [name, at]))
const at = (name: string) => place.get(name)!

/** Relatives of each node, by place. */
export interface Family {
  readonly parent: Int32Array
  readonly children: readonly (readonly number[])[]
}

export function familyOf(nodes: readonly TaxonomyNode[]): Family {
  const places = new Map(nodes.map(({ code }, index) => [code, index]))
  const parent = Int32Array.from(nodes, (node) =>
    node.parent === null ? -1 : (places.get(node.parent) ?? -1),
  )
  const children: number[][] = nodes.map(() => [])
  for (const [child, above] of parent.entries()) if (above >= 0) children[above]!.push(child)
  return { parent, children }
}

/** Reads a firm's texts: terms, terms that nearly stand there, and patterns. Time: characters of the texts. */
export function readTexts(dictionary: Dictionary, family: Family, texts: FirmTexts): Reading {
  const clauses = clausesOf(texts)
  const hits = new Map<number, Hit[]>()
  const similar = new Map<number, Hit>()
  for (const clause of clauses) {
    // What a firm says that it does not do speaks for nothing.
    if (clause.context === 'excluded') continue
    let rest = clause.text
    for (const { term, from, to } of matchesIn(dictionary, clause.text)) {
      if (term.nodes.some((node) => family.children[node]!.length === 0))
        rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to)
      const role = roleOf(clause.text, from, to)
      for (const node of term.nodes) {
        const hit = hitOf(term, node, clause, 1, role)
        const list = hits.get(node)
        if (list) list.push(hit)
        else hits.set(node, [hit])
      }
    }
    // Only what no term has taken may be nearly another one.
    for (const [term, share] of similarIn(dictionary, rest))
      for (const node of term.nodes)
        if ((similar.get(node)?.share ?? 0) < share)
          similar.set(node, hitOf(term, node, clause, share, 'head'))
  }
  const whole = {
    vehicle: clauses.some(({ vehicle }) => vehicle),
    foreign: clauses.some(({ foreign }) => foreign),
    crowd: Math.log1p(hits.size),
  }
  const candidates = new Map<number, Candidate>()
  for (const node of new Set([...hits.keys(), ...similar.keys()])) {
    const own = hits.get(node) ?? []
    const near = own.length > 0 ? undefined : similar.get(node)
    const values = valuesOf(own, near, whole)
    relatives(values, node, family, hits)
    candidates.set(node, { values, hits: near ? [...own, near] : own })
  }
  return { clauses, candidates, patterns: patternsOf(clauses) }
}

function hitOf(term: Term, node: number, clause: Clause, share: number, role: Role): Hit {
  const { text, nodes, names, acronym } = term
  return { clause, words: text, share, isName: names.includes(node), nodes: nodes.length, acronym, role }
}

function valuesOf(
  real: readonly Hit[],
  near: Hit | undefined,
  whole: { vehicle: boolean; foreign: boolean; crowd: number },
): Float64Array {
  const values = new Float64Array(SHARED.length)
  values[at('candidate')] = 1
  values[at('crowd')] = whole.crowd
  values[at('vehicleText')] = Number(whole.vehicle)
  values[at('foreignText')] = Number(whole.foreign)
  for (const { clause } of real) values[at(`${clause.field}.${clause.context}`)] = 1
  const all = near ? [...real, near] : real
  if (all.some(({ clause }) => clause.vehicle)) values[at('vehicleClause')] = 1
  if (all.length > 0 && all.every(({ clause }) => clause.foreign && !clause.vehicle))
    values[at('foreignClause')] = 1
  if (near) {
    values[at('similar')] = near.share
    values[at('nearlySame')] = Number(near.share >= 0.8)
  }
  if (real.length === 0) return values
  values[at('length')] = Math.min(8, Math.max(...real.map(({ words }) => words.length))) / 8
  values[at('name')] = Number(real.some(({ isName }) => isName))
  values[at('acronym')] = Number(real.every(({ acronym }) => acronym))
  values[at('ambiguous')] = Number(real.every(({ nodes }) => nodes > 1))
  values[at('terms')] = Math.log1p(new Set(real.map(({ words }) => words)).size)
  values[at('head')] = Number(real.some(({ role }) => role === 'head'))
  values[at('modifierOnly')] = Number(real.every(({ role }) => role === 'modifier'))
  values[at('usedFor')] = Number(real.every(({ role }) => role === 'use'))
  values[at('tradeOnly')] = Number(real.every(({ clause }) => clause.context === 'trade'))
  return values
}

function relatives(
  values: Float64Array,
  node: number,
  { parent, children }: Family,
  hits: ReadonlyMap<number, unknown>,
): void {
  for (let above = parent[node]!; above >= 0; above = parent[above]!)
    if (hits.has(above)) values[at('ancestor')] = 1
  if (children[node]!.some((child) => hits.has(child))) values[at('descendant')] = 1
  const above = parent[node]!
  if (above >= 0 && children[above]!.some((other) => other !== node && hits.has(other)))
    values[at('sibling')] = 1
}

const FIELD_WEIGHT = { name: 0.8, scope: 0.7, products: 1, patents: 0.9 } as const
const CONTEXT_WEIGHT = { make: 1, plain: 1, trade: 0.5, excluded: 0 } as const

/** Runs of two and three characters and Latin words; each counts once, where it weighs most. */
function patternsOf(clauses: readonly Clause[]): Map<string, number> {
  const patterns = new Map<string, number>()
  for (const { text, field, context } of clauses) {
    const weight = FIELD_WEIGHT[field] * CONTEXT_WEIGHT[context]
    if (weight === 0) continue
    for (const run of text.match(/[\u3400-\u9fff]+|[a-z][a-z0-9-]*/g) ?? []) {
      if (run.charCodeAt(0) < 0x3400) {
        patterns.set(run, Math.max(weight, patterns.get(run) ?? 0))
        continue
      }
      for (let size = 2; size <= 3; size++)
        for (let from = 0; from + size <= run.length; from++) {
          const pattern = run.slice(from, from + size)
          patterns.set(pattern, Math.max(weight, patterns.get(pattern) ?? 0))
        }
    }
  }
  return patterns
}
