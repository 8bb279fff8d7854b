import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EnterpriseLinks, EnterpriseRecord, LinkModel, LinkOptions } from '#engines/enterprise-linkage'
import type { Ctx } from '#kernel/module'
import type { OpenForTest } from '../../../kernel/db/testing.ts'
import type { FusionLoad, FusionRun } from '../contract.ts'
import { nameKey } from '../domain/name-key.ts'
import { importJobs } from '../import/jobs.ts'
import { type ImportLibrary, openLibrary as openWith } from '../import/testing.ts'
import { validCode } from './domain/compare-value.ts'
import { type Linker, link } from './domain/link.ts'
import { fusionJobs } from './jobs.ts'
import type { Compute } from './service/compute.ts'
import { loadOf, requestLoad } from './service/load.ts'
import { requestRun } from './service/run.ts'
import { runOf } from './service/views.ts'

/** The plain linker weighs without a model; it only has to be there. */
const MODEL = { version: 1, words: [] } as unknown as LinkModel
const PRIOR = -10
const SURE = 12
const LIKELY = 3.4
const HALF = 0

/** Weight of two records for the tests: one code or name is sure, the same person and phone likely, one of them open. */
function weightOf(a: EnterpriseRecord, b: EnterpriseRecord): number {
  const [x, y] = [validCode(a.uscc), validCode(b.uscc)]
  if (x && x === y) return SURE
  const names = (record: EnterpriseRecord) =>
    [record.name, ...(record.formerNames ?? [])].map((n) => nameKey(n ?? ''))
  if (names(a).some((name) => name !== '' && names(b).includes(name))) return SURE
  const phone = a.phone !== null && a.phone === b.phone
  const person = a.legalRep !== null && a.legalRep === b.legalRep
  return phone && person ? LIKELY : phone || person ? HALF : -SURE
}

const probability = (weight: number) => 1 / (1 + 2 ** -weight)

/**
 * Only for tests: a linker whose answers are plain to see. It joins what is sure, keeps two valid codes and pairs that
 * people told apart in different entities, and holds together what people joined.
 */
export const plainLinker: Linker = {
  linkEnterprises(records: readonly EnterpriseRecord[], options: LinkOptions = {}): EnterpriseLinks {
    const found: { left: number; right: number; weight: number }[] = []
    for (let right = 1; right < records.length; right++)
      for (let left = 0; left < right; left++) {
        const weight = weightOf(records[left]!, records[right]!)
        if (weight >= HALF) found.push({ left, right, weight })
      }
    const cluster = Int32Array.from(records, (_, i) => i)
    const apart = options.apart ?? []
    const join = (a: number, b: number, forced: boolean) => {
      const [x, y] = [cluster[a]!, cluster[b]!]
      const members = (of: number) => [...cluster.keys()].filter((i) => cluster[i] === of)
      const codes = new Set([...members(x), ...members(y)].flatMap((i) => validCode(records[i]!.uscc) ?? []))
      const forbidden = apart.some(
        ([l, r]) => (cluster[l] === x && cluster[r] === y) || (cluster[l] === y && cluster[r] === x),
      )
      if (x === y || (!forced && (codes.size > 1 || forbidden))) return
      for (const i of members(y)) cluster[i] = x
    }
    for (const [left, right] of options.together ?? []) join(left, right, true)
    for (const { left, right, weight } of found) if (weight > LIKELY - 1) join(left, right, false)
    const numbers = new Map<number, number>()
    const entity = cluster.map((of) => numbers.get(of) ?? numbers.set(of, numbers.size).size - 1)
    const head = new Int32Array(numbers.size).fill(-1)
    for (const [i, record] of records.entries()) {
      const main = /^(.+公司).+分公司$/.exec(record.name ?? '')?.[1]
      const at = records.findIndex(({ name }) => main !== undefined && name === main)
      if (at >= 0) head[entity[i]!] = entity[at]!
    }
    options.onProgress?.(1, 'cluster')
    return {
      entity,
      entities: numbers.size,
      head,
      pairs: {
        left: Int32Array.from(found, ({ left }) => left),
        right: Int32Array.from(found, ({ right }) => right),
        weight: Float32Array.from(found, ({ weight }) => weight),
      },
      model: MODEL,
      warnings: [],
      expected: { precision: 0.99, recall: 0.98 },
    }
  },
  explainPair(_, left, right) {
    const weight = weightOf(left, right)
    return { prior: PRIOR, weight, probability: probability(weight), fields: [], rules: [] }
  },
  EnterpriseIndex: class {
    private readonly records = new Map<string, EnterpriseRecord>()
    add(record: EnterpriseRecord): void {
      this.records.set(record.id, record)
    }
    remove(id: string): void {
      this.records.delete(id)
    }
    get size(): number {
      return this.records.size
    }
    match(record: EnterpriseRecord, limit = 10) {
      return [...this.records.values()]
        .map((other) => ({ id: other.id, weight: weightOf(record, other) }))
        .filter(({ weight }) => weight >= HALF)
        .sort((a, b) => b.weight - a.weight)
        .slice(0, limit)
        .map(({ id, weight }) => ({ id, weight, probability: probability(weight) }))
    }
  },
}

/** Groups at once in this thread. */
export const computeHere: Compute = async (task, _, onProgress) => link(plainLinker, task, onProgress)

/** Only for tests: a library whose jobs run when `settle` is called, fusing with the plain linker. */
export function openFusion(open: OpenForTest, compute: Compute = computeHere): Promise<ImportLibrary> {
  return openWith(open, [...importJobs, ...fusionJobs(compute)])
}

/** Loads a table of records and tells what became of it. */
export async function loadFile(
  library: ImportLibrary,
  ctx: Ctx,
  content: string,
  query: { source?: string; observedOn?: string } = {},
): Promise<FusionLoad> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-fusion-'))
  try {
    const path = join(folder, 'upload')
    writeFileSync(path, content)
    const { id } = await requestLoad(ctx, query, [{ fileName: '名单.csv', path, bytes: content.length }])
    await library.settle()
    return await loadOf(ctx, id)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs the fusion and tells what became of it. */
export async function fuse(
  library: ImportLibrary,
  ctx: Ctx,
  kind: FusionRun['kind'] = 'full',
): Promise<FusionRun> {
  const { id } = await requestRun(ctx, { kind, testData: false })
  const results = await library.settle()
  const run = await runOf(ctx, id)
  const wrong = results.find((result) => result instanceof Error)
  if (run.state !== 'done' && wrong) throw wrong
  return run
}

/** Which records are together, by number of the record: `a1 b1 | c1`. */
export async function groupsOf(library: ImportLibrary): Promise<string> {
  const { rows } = await library.database.query<{ ids: string }>(
    `select string_agg(external_id, ' ' order by external_id) as ids from registry.fusion_record
     where source <> 'library' and entity_id is not null group by entity_id order by 1`,
  )
  return rows.map(({ ids }) => ids).join(' | ')
}

/** The entity of a record, and the record's own number. */
export async function whereIs(
  library: ImportLibrary,
  externalId: string,
): Promise<{ entity: string; record: string }> {
  const { rows } = await library.database.query<{ entity: string; record: string }>(
    'select entity_id as entity, id as record from registry.fusion_record where external_id = $1',
    [externalId],
  )
  return rows[0]!
}
