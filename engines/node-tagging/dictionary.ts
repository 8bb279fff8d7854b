import { fold } from './clauses.ts'
import type { TaxonomyNode } from './types.ts'

/** A name or synonym, with the nodes that it stands for. */
export interface Term {
  readonly text: string
  /** Places of the nodes in the taxonomy. */
  readonly nodes: readonly number[]
  /** Of those, the ones it is the very name of. */
  readonly names: readonly number[]
  /** Latin letters only, four or fewer: EPS, ESC. */
  readonly acronym: boolean
}

export interface Match {
  readonly term: Term
  readonly from: number
  readonly to: number
}

interface Branch {
  readonly next: Map<number, Branch>
  term: number
}

/** Finds names and synonyms in texts, and terms of which most of the character pairs are there. */
export interface Dictionary {
  readonly terms: readonly Term[]
  readonly root: Branch
  /** Pair of characters -> terms that have it, with its share of the term's weight. */
  readonly pairs: ReadonlyMap<string, readonly (readonly [term: number, share: number])[]>
}

const LATIN = /[a-z0-9]/

/** Builds the dictionary of all names and synonyms. Time: their characters. */
export function dictionaryOf(nodes: readonly TaxonomyNode[]): Dictionary {
  const found = new Map<string, { nodes: Set<number>; names: Set<number> }>()
  const add = (raw: string, at: number, isName: boolean) => {
    const text = fold(raw)
    if (text.length < 2) return
    const entry = found.get(text) ?? { nodes: new Set(), names: new Set() }
    entry.nodes.add(at)
    if (isName) entry.names.add(at)
    found.set(text, entry)
  }
  for (const [at, node] of nodes.entries()) {
    add(node.nameZh, at, true)
    add(node.nameEn, at, true)
    // "A与B" names two things; each of them alone is the node's as well.
    for (const part of node.nameZh.split(/[与和]/)) if (part.length >= 3) add(part, at, false)
    for (const synonym of [...node.synonymsZh, ...node.synonymsEn]) add(synonym, at, false)
  }
  const terms: Term[] = [...found].map(([text, entry]) => ({
    text,
    nodes: [...entry.nodes],
    names: [...entry.names],
    acronym: /^[a-z0-9-]{1,4}$/.test(text),
  }))
  const root: Branch = { next: new Map(), term: -1 }
  for (const [at, { text }] of terms.entries()) {
    let branch = root
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      let next = branch.next.get(unit)
      if (!next) {
        next = { next: new Map(), term: -1 }
        branch.next.set(unit, next)
      }
      branch = next
    }
    branch.term = at
  }
  return { terms, root, pairs: pairsOf(terms) }
}

/** Longest terms from left to right; none inside another. Latin terms must stand alone: "ev" is not in "every". */
export function matchesIn({ terms, root }: Dictionary, text: string): Match[] {
  const matches: Match[] = []
  for (let from = 0; from < text.length; ) {
    let branch: Branch | undefined = root
    let best = -1
    let end = from
    for (let at = from; branch && at <= text.length; at++) {
      if (branch.term >= 0 && standsAlone(text, from, at)) {
        best = branch.term
        end = at
      }
      branch = at < text.length ? branch.next.get(text.charCodeAt(at)) : undefined
    }
    if (best < 0) from++
    else {
      matches.push({ term: terms[best]!, from, to: end })
      from = end
    }
  }
  return matches
}

function standsAlone(text: string, from: number, to: number): boolean {
  const startsLatin = LATIN.test(text[from]!)
  const endsLatin = LATIN.test(text[to - 1]!)
  if (startsLatin && from > 0 && LATIN.test(text[from - 1]!)) return false
  return !(endsLatin && to < text.length && LATIN.test(text[to]!))
}

/** Weights of the character pairs of Chinese terms: the fewer terms have a pair, the more it tells. */
function pairsOf(terms: readonly Term[]): Dictionary['pairs'] {
  const owners = new Map<string, number[]>()
  for (const [at, { text }] of terms.entries()) {
    if (text.length < 3 || LATIN.test(text)) continue
    for (const pair of pairsIn(text)) {
      const list = owners.get(pair)
      if (list) list.push(at)
      else owners.set(pair, [at])
    }
  }
  const totals = new Float64Array(terms.length)
  const weight = (list: readonly number[]) => Math.log(1 + terms.length / list.length)
  for (const list of owners.values()) for (const at of list) totals[at]! += weight(list)
  return new Map(
    [...owners].map(([pair, list]) => [pair, list.map((at) => [at, weight(list) / totals[at]!] as const)]),
  )
}

function pairsIn(text: string): Set<string> {
  const pairs = new Set<string>()
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2))
  return pairs
}

/** A term is similar from this share of the weight of its pairs on. */
const SIMILAR = 0.5

/** Terms of which enough pairs are in the text though they do not stand there: [term, share]. */
export function similarIn({ terms, pairs }: Dictionary, text: string): (readonly [Term, number])[] {
  const shares = new Map<number, number>()
  for (const pair of pairsIn(text))
    for (const [term, share] of pairs.get(pair) ?? []) shares.set(term, (shares.get(term) ?? 0) + share)
  const found: (readonly [Term, number])[] = []
  for (const [term, share] of shares) if (share >= SIMILAR) found.push([terms[term]!, Math.min(1, share)])
  return found
}
