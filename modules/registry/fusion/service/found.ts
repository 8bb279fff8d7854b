import { newId } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { GoldenValue, RecordField } from '../../contract.ts'
import { requireOneKind } from '../../service/one-kind.ts'
import { reference } from '../../service/reference.ts'
import { appendChanges } from '../../store/history.ts'
import { validCode } from '../domain/compare-value.ts'
import { writesFor } from '../domain/enterprise-values.ts'
import {
  type EnterpriseValues,
  insertEnterprises,
  insertLibraryRecords,
  type NewEnterprise,
  selectHolders,
} from '../store/enterprises.ts'
import { type Fields, LIBRARY, type Written } from '../store/records.ts'
import type { StoredWarning } from '../store/runs.ts'
import type { SourceTrust } from '../store/sources.ts'
import type { Refreshing } from './refresh.ts'

/**
 * Which entities outside the library may enter it: none, those that an anchor's record with a valid credit code stands
 * for, or the ones that a person named. `testData` as for imports.
 */
export type FoundingRule =
  | { readonly who: 'none' }
  | { readonly who: 'anchored'; readonly testData: boolean }
  | { readonly who: 'named'; readonly testData: boolean; readonly ids: readonly string[] }

/** An empty enterprise: everything that its golden record says has to be written. */
const NOTHING = { name: '', uscc: null, legalRep: null, address: null, established: null, formerNames: [] }
const BRANCH = /(?:分公司|分厂|分店|办事处|分支机构)[）)]?$/

/** Enters entities into the library. One for each refresh. */
export class Founding {
  count = 0
  readonly warnings: StoredWarning[] = []
  readonly codeTaken: { record: string; holder: string }[] = []
  private readonly ctx: Ctx
  private readonly rule: FoundingRule
  private readonly sources: ReadonlyMap<string, SourceTrust>
  private readonly today: string
  private readonly districts: readonly { readonly code: string; readonly name: string }[]
  private synthetic: boolean | undefined

  private constructor(
    ctx: Ctx,
    rule: FoundingRule,
    sources: ReadonlyMap<string, SourceTrust>,
    today: string,
    districts: readonly { readonly code: string; readonly name: string }[],
  ) {
    this.ctx = ctx
    this.rule = rule
    this.sources = sources
    this.today = today
    this.districts = districts
  }

  static async begin(
    ctx: Ctx,
    rule: FoundingRule,
    sources: ReadonlyMap<string, SourceTrust>,
    today: string,
  ): Promise<Founding> {
    const regions = rule.who === 'none' ? [] : (await reference(ctx)).regions
    const districts = regions
      .filter(({ kind }) => kind === 'district')
      .map(({ code, name_zh: name }) => ({ code, name }))
    return new Founding(ctx, rule, sources, today, districts)
  }

  /** Enters those of the entities that may; answers their enterprises by entity. */
  async found(entities: readonly Refreshing[]): Promise<Map<string, string>> {
    const founded = new Map<string, string>()
    const asked = entities.filter((one) => one.enterpriseId === null && one.rows.length > 0 && this.may(one))
    if (asked.length === 0) return founded
    const holders = await selectHolders(
      this.ctx.db,
      asked.flatMap(({ golden }) => validCode(goldenText(golden.values, 'uscc')) ?? []),
    )
    const fresh: { enterprise: NewEnterprise; one: Refreshing; fields: Fields; written: Written }[] = []
    for (const one of asked) {
      const code = validCode(goldenText(one.golden.values, 'uscc'))
      const holder = code === undefined ? undefined : holders.get(code)
      if (holder !== undefined) {
        this.tellTaken(one, code!, holder)
        continue
      }
      const made = this.enterpriseFor(one)
      if (!made) continue
      if (code !== undefined) holders.set(code, made.enterprise.id)
      fresh.push({ ...made, one })
      founded.set(one.entity.id, made.enterprise.id)
    }
    if (fresh.length > 0) await this.insert(fresh)
    return founded
  }

  /** An anchor stands for the entity, and it is no branch: branches are no enterprises of their own. */
  private may({ entity, rows, golden }: Refreshing): boolean {
    if (this.rule.who === 'none') return false
    if (this.rule.who === 'named') return this.rule.ids.includes(entity.id)
    if (entity.headId !== null || BRANCH.test(goldenText(golden.values, 'name') ?? '')) return false
    return rows.some(
      ({ source, fields }) =>
        source !== LIBRARY && this.sources.get(source)?.anchor && validCode(fields.uscc) !== undefined,
    )
  }

  private tellTaken({ golden, entity }: Refreshing, uscc: string, holder: string): void {
    this.warnings.push({ code: 'registry.fusion.warn.codeTaken', params: { uscc, name: entity.name } })
    const record = golden.values.find(({ field }) => field === 'uscc')?.recordId
    if (record) this.codeTaken.push({ record, holder })
  }

  private enterpriseFor({ rows, golden }: Refreshing) {
    const rules = {
      typed: new Set<RecordField>(),
      echoed: new Set<RecordField>(),
      before: {},
      today: this.today,
    }
    const writes = writesFor(golden.values, NOTHING, rules)
    const name = writes.find(({ field }) => field === 'name')?.value
    if (typeof name !== 'string') return undefined
    const fields: Fields = {}
    const written: Written = {}
    for (const { field, value, source } of writes) {
      const text = Array.isArray(value) ? value.join('、') : (value as string | null)
      if (!text) continue
      fields[field] = text
      written[field] = { value: text, source, before: null }
    }
    const anchor = rows.find(({ source }) => this.sources.get(source)?.anchor) ?? rows[0]!
    const values = Object.fromEntries(writes.map(({ field, value }) => [field, value])) as EnterpriseValues
    const enterprise: NewEnterprise = {
      id: newId(),
      source: `fusion:${anchor.source}`,
      district: this.districtOf(values),
      values: { ...values, name },
    }
    return { enterprise, fields, written }
  }

  /** The district that the address names, else the one in the code's own region digits, else none. */
  private districtOf({ address, uscc }: EnterpriseValues): string | null {
    const named = this.districts.filter(({ name }) => address?.includes(name))
    if (named.length === 1) return named[0]!.code
    return this.districts.find(({ code }) => code === uscc?.slice(2, 8))?.code ?? null
  }

  private async insert(
    fresh: readonly { enterprise: NewEnterprise; one: Refreshing; fields: Fields; written: Written }[],
  ): Promise<void> {
    const { ctx, rule } = this
    if (rule.who === 'none') return
    this.synthetic ??= (await requireOneKind(ctx, { testData: rule.testData })).synthetic
    await insertEnterprises(
      ctx.db,
      fresh.map(({ enterprise }) => enterprise),
      this.synthetic,
    )
    await insertLibraryRecords(
      ctx.db,
      fresh.map(({ enterprise, one, fields, written }) => ({
        id: enterprise.id,
        entity_id: one.entity.id,
        observed_on: this.today,
        fields,
        written,
      })),
    )
    await appendChanges(
      ctx.db,
      fresh.map(({ enterprise }) => ({
        enterprise_id: enterprise.id,
        part: 'enterprise',
        record_id: enterprise.id,
        operation: 'insert' as const,
        field: null,
        old_value: null,
        new_value: { ...enterprise.values, district: enterprise.district },
        source: enterprise.source,
        actor: ctx.actor.name,
      })),
    )
    this.count += fresh.length
  }
}

function goldenText(golden: readonly GoldenValue[], wanted: RecordField): string | null {
  return golden.find(({ field }) => field === wanted)?.value ?? null
}
