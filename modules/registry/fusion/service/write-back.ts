import type { Ctx } from '#kernel/module'
import type { GoldenValue, RecordField } from '../../contract.ts'
import { appendChanges, type ChangeRecord } from '../../store/history.ts'
import { type FieldWrite, writesFor } from '../domain/enterprise-values.ts'
import {
  type EnterpriseRow,
  type EnterpriseValues,
  selectHolders,
  updateEnterprises,
  WRITABLE,
} from '../store/enterprises.ts'
import { type Fields, noteWritten, type SourceRow, type Written } from '../store/records.ts'
import type { StoredWarning } from '../store/runs.ts'

/** An enterprise with the golden record that it shall agree with. */
interface WriteBack {
  /** The record that stands for the enterprise. */
  readonly row: SourceRow
  readonly enterprise: EnterpriseRow
  readonly golden: readonly GoldenValue[]
  readonly typed: ReadonlySet<RecordField>
}

/** Writes golden values into the library's enterprises, with their history. One for each refresh. */
export class EnterpriseWriter {
  readonly written: string[] = []
  readonly warnings: StoredWarning[] = []
  readonly codeTaken: { record: string; holder: string }[] = []
  private readonly ctx: Ctx
  private readonly today: string

  constructor(ctx: Ctx, today: string) {
    this.ctx = ctx
    this.today = today
  }

  /** Writes what differs; a code that another enterprise has is left out and told. */
  async write(wanted: readonly WriteBack[]): Promise<void> {
    const planned = wanted
      .map((one) => ({ ...one, writes: writesFor(one.golden, one.enterprise, this.rulesFor(one)) }))
      .filter(({ writes }) => writes.length > 0)
    const codes = planned.flatMap(({ writes }) =>
      writes.flatMap(({ field, value }) => (field === 'uscc' && value !== null ? [String(value)] : [])),
    )
    const holders = await selectHolders(this.ctx.db, codes)
    const changes: { before: EnterpriseRow; values: EnterpriseValues; source: string }[] = []
    const history: ChangeRecord[] = []
    const noted: { id: string; fields: Fields; written: Written }[] = []
    for (const { row, enterprise, golden, writes } of planned) {
      const allowed = writes.filter((write) => this.codeIsFree(write, golden, enterprise, holders))
      if (allowed.length === 0) continue
      changes.push({
        before: enterprise,
        values: Object.fromEntries(allowed.map(({ field, value }) => [field, value])) as EnterpriseValues,
        source: `fusion:${allowed[0]!.source}`,
      })
      history.push(...allowed.map((write) => this.changeOf(enterprise, write)))
      noted.push(noteOf(row, enterprise, allowed))
      this.written.push(enterprise.id)
    }
    await updateEnterprises(this.ctx.db, changes)
    await noteWritten(this.ctx.db, noted)
    await appendChanges(this.ctx.db, history)
  }

  private rulesFor({ row, typed }: WriteBack) {
    const echoed = new Set<RecordField>()
    const before: Partial<Record<RecordField, string | null>> = {}
    for (const field of WRITABLE) {
      const note = row.written[field]
      if (!note || note.value !== (row.fields[field] ?? null)) continue
      echoed.add(field)
      before[field] = note.before
    }
    return { typed, echoed, before, today: this.today }
  }

  private codeIsFree(
    { field, value }: FieldWrite,
    golden: readonly GoldenValue[],
    enterprise: EnterpriseRow,
    holders: Map<string, string>,
  ): boolean {
    if (field !== 'uscc' || value === null) return true
    const code = String(value)
    const holder = holders.get(code)
    if (holder === undefined || holder === enterprise.id) {
      holders.set(code, enterprise.id)
      return true
    }
    this.warnings.push({
      code: 'registry.fusion.warn.codeTaken',
      params: { uscc: code, name: enterprise.name },
    })
    const record = golden.find((one) => one.field === 'uscc')?.recordId
    if (record) this.codeTaken.push({ record, holder })
    return false
  }

  private changeOf(enterprise: EnterpriseRow, { field, value, source }: FieldWrite): ChangeRecord {
    return {
      enterprise_id: enterprise.id,
      part: 'enterprise',
      record_id: enterprise.id,
      operation: 'update',
      field,
      old_value: enterprise[field],
      new_value: value,
      source: `fusion:${source}`,
      actor: this.ctx.actor.name,
    }
  }
}

/** What the enterprise's record says after a write, and what stood there before fusion came. */
function noteOf(row: SourceRow, enterprise: EnterpriseRow, writes: readonly FieldWrite[]) {
  const fields: Fields = { ...row.fields }
  const written: Written = { ...row.written }
  for (const { field, value, source } of writes) {
    const text = Array.isArray(value) ? value.join('、') || null : (value as string | null)
    const present = textOf(enterprise, field)
    const note = row.written[field]
    const before = note && note.value === present ? note.before : present
    if (text === null) delete fields[field]
    else fields[field] = text
    if (source === 'library' || text === before) delete written[field]
    else written[field] = { value: text, source, before }
  }
  return { id: row.id, fields, written }
}

function textOf(enterprise: EnterpriseRow, field: FieldWrite['field']): string | null {
  const value = enterprise[field]
  if (typeof value === 'string') return value === '' ? null : value
  return value === null ? null : value.join('、') || null
}
