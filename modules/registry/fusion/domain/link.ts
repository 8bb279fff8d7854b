import type {
  EnterpriseIndex,
  EnterpriseLinks,
  EnterpriseRecord,
  LinkModel,
  LinkOptions,
  LinkStage,
  LinkWarning,
  PairExplanation,
} from '#engines/enterprise-linkage'
import { validCode } from './compare-value.ts'
import { type Doubt, doubtsOf, pairKey } from './doubts.ts'
import { placeFresh } from './place.ts'

/** What fusion uses of the linkage engine; tests may bring a smaller one. */
export interface Linker {
  linkEnterprises(records: readonly EnterpriseRecord[], options?: LinkOptions): EnterpriseLinks
  explainPair(model: LinkModel, left: EnterpriseRecord, right: EnterpriseRecord): PairExplanation
  readonly EnterpriseIndex: new (
    model: LinkModel,
  ) => Pick<EnterpriseIndex, 'add' | 'remove' | 'match' | 'size'>
}

/** A pair decided by people, by record number; `at` in milliseconds. */
export interface DecidedPair {
  readonly left: number
  readonly right: number
  readonly same: boolean
  readonly at: number
}

/** Records to be grouped. Plain data: it travels to a worker thread. */
export interface LinkTask {
  readonly kind: 'full' | 'incremental'
  readonly records: readonly EnterpriseRecord[]
  /** Sources whose records found an entity. */
  readonly anchors: readonly string[]
  readonly decided: readonly DecidedPair[]
  /** When each record was loaded as it stands, in milliseconds. */
  readonly loadedAt: Float64Array
  /** Group of each record until now, -1 for none, and how many groups there are. */
  readonly before: Int32Array
  readonly groups: number
  /** 1 for records that are new or changed. */
  readonly fresh: Uint8Array
  /** Codes that stand on the records of many firms: only an anchor's word is taken on them. */
  readonly sharedCodes: readonly string[]
  /** Weights of the last full run; an incremental task needs them. */
  readonly model: LinkModel | null
}

/** Records grouped. */
export interface LinkOutcome {
  readonly group: Int32Array
  readonly groups: number
  /** Group of the head office by group, -1 for none; null when not looked at. */
  readonly head: Int32Array | null
  readonly doubts: readonly Doubt[]
  readonly pairs: number
  readonly model: LinkModel
  readonly warnings: readonly LinkWarning[]
  readonly expected: EnterpriseLinks['expected']
}

/** Called with the share done, 0 to 1. */
export type LinkProgress = (share: number, stage: LinkStage) => void

/** Groups records: all of them anew, or only the fresh ones into what is there. Pure and slow: for a worker thread. */
export function link(
  linker: Linker,
  task: LinkTask,
  onProgress: LinkProgress = () => undefined,
): LinkOutcome {
  return task.kind === 'incremental'
    ? placeFresh(linker, task, onProgress)
    : linkAll(linker, task, onProgress)
}

function linkAll(linker: Linker, task: LinkTask, onProgress: LinkProgress): LinkOutcome {
  const decided = newestOf(task.decided)
  const pairsOf = (same: boolean) =>
    decided.filter((pair) => pair.same === same).map(({ left, right }) => [left, right] as const)
  const links = linker.linkEnterprises(task.records, {
    anchors: new Set(task.anchors),
    together: pairsOf(true),
    apart: pairsOf(false),
    onProgress,
  })
  const doubts = doubtsOf({
    entity: links.entity,
    pairs: links.pairs,
    ...contextOf(task, sharedIn(links.warnings)),
  })
  return {
    group: links.entity,
    groups: links.entities,
    head: links.head,
    doubts,
    pairs: links.pairs.left.length,
    model: links.model,
    warnings: links.warnings,
    expected: links.expected,
  }
}

/** Of two decisions on one pair the newer holds (undoing an operation can bring an older one back beside it). */
export function newestOf(decided: readonly DecidedPair[]): DecidedPair[] {
  const newest = new Map<string, DecidedPair>()
  for (const pair of [...decided].sort((a, b) => a.at - b.at)) {
    newest.set(pairKey(pair.left, pair.right), pair)
  }
  return [...newest.values()]
}

/** Codes that a run found on the records of many firms. */
export function sharedIn(warnings: readonly LinkWarning[]): string[] {
  return warnings.filter(({ code }) => code === 'codeShared').map(({ value }) => value)
}

/** What the search for doubts needs of a task. */
export function contextOf(task: LinkTask, sharedCodes: readonly string[]) {
  const anchors = new Set(task.anchors)
  const shared = new Set(sharedCodes)
  return {
    code: task.records.map(({ uscc, source }) => {
      const code = validCode(uscc)
      return code !== undefined && shared.has(code) && !anchors.has(source) ? undefined : code
    }),
    anchor: task.records.map((record) => anchors.has(record.source)),
    loadedAt: task.loadedAt,
    decided: task.decided,
  }
}
