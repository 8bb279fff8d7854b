import { AppError, civilDate, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import { storeFile, withFileOnDisk } from '#kernel/files'
import { goesOn, storedError } from '#kernel/jobs'
import type { Ctx, JobRun, UploadedFile } from '#kernel/module'
import {
  type CellFault,
  type HeaderMapping,
  mapHeaders,
  openTable,
  readTyped,
  type TypedRow,
} from '#kernel/tables'
import { type FusionLoad, RECORD_FIELDS } from '../../contract.ts'
import { nameKey } from '../../domain/name-key.ts'
import { validCode } from '../domain/compare-value.ts'
import { lockState, raiseVersion } from '../store/entities.ts'
import {
  type IncomingRow,
  insertLoad,
  type LoadRow,
  openIncoming,
  selectLoad,
  selectLoads,
  selectSourcesInUse,
  takeIn,
  takeInNew,
  updateLoad,
} from '../store/loads.ts'
import { addUnknownSources } from '../store/sources.ts'
import { fusionTable } from '../table.ts'
import { requireDecide, requireRead } from './access.ts'
import { inBoth } from './texts.ts'

const CHUNK_ROWS = 5_000
/** More faults are counted, not kept. */
const FAULTS_KEPT = 1_000

/** Keeps an uploaded file of source records and puts its reading in the queue. */
export async function requestLoad(
  ctx: Ctx,
  query: { readonly source?: string | undefined; readonly observedOn?: string | undefined },
  files: readonly UploadedFile[],
): Promise<FusionLoad> {
  requireDecide(ctx)
  const upload = files[0]
  if (!upload) throw new AppError('registry.fusion.fileMissing', {}, { field: 'file' })
  if (query.source === 'library')
    throw new AppError('registry.fusion.sourceFixed', { code: query.source }, { field: 'query.source' })
  await checkHead(upload, query.source)
  const id = newId()
  return inTransaction(ctx, async (inside) => {
    const stored = await storeFile(inside, { path: upload.path, name: upload.fileName })
    const jobId = await ctx.kernel.jobs.enqueue(inside, 'registry.fusion.load', { loadId: id })
    await insertLoad(inside.db, {
      id,
      jobId,
      source: query.source ?? null,
      observedOn: query.observedOn ?? civilDate(ctx.kernel.now()),
      fileId: stored.id,
      fileName: upload.fileName,
      by: ctx.actor.name,
    })
    await ctx.kernel.audit.append(inside, {
      action: 'registry.fusion.upload',
      resource: 'registry.fusion',
      recordId: id,
      detail: {
        file: upload.fileName,
        bytes: stored.bytes,
        sha256: stored.sha256,
        source: query.source ?? null,
      },
    })
    return shownLoad((await selectLoad(inside.db, id))!)
  })
}

/** Refuses at once what cannot be read or does not say where its records come from. */
async function checkHead(upload: UploadedFile, source: string | undefined): Promise<void> {
  const table = await openTable({ path: upload.path, name: upload.fileName }, { table: fusionTable })
  try {
    const mapping = mappingOf(table.header?.columns.map(({ text }) => text) ?? [])
    if (!table.header) throw new AppError('tables.headerMissing', {}, { field: 'file' })
    const has = (key: string) => mapping.matches.some((match) => match.key === key)
    if (!has('externalId') && !has('name') && !has('uscc')) {
      const wanted = fusionTable.columns.filter(({ key }) => key === 'externalId' || key === 'name')
      const columns = (lang: 'zh' | 'en') => wanted.map(({ titles }) => titles[lang])
      throw new AppError(
        'tables.columnsMissing',
        { columns: columns('zh').join('、'), columnsEn: columns('en').join(', ') },
        { field: 'file' },
      )
    }
    if (source === undefined && !has('source'))
      throw new AppError('registry.fusion.sourceMissing', {}, { field: 'query.source' })
  } finally {
    table.close()
  }
}

function mappingOf(headers: readonly string[]): HeaderMapping {
  return mapHeaders(headers, fusionTable)
}

/** Reads a file in one transaction: every good row of it, or nothing. Killed, it begins again. */
export async function executeLoad(ctx: Ctx, run: JobRun<{ loadId: string }>): Promise<unknown> {
  const known = await selectLoad(ctx.db, run.input.loadId)
  if (known?.state !== 'queued' && known?.state !== 'loading') return { skipped: true }
  try {
    await updateLoad(ctx.db, known.id, { state: 'loading' })
    await withFileOnDisk(ctx.db, known.fileId, (path) =>
      inTransaction(ctx, (inside) => readInto(inside, run, known, path)),
    )
  } catch (error) {
    if (!goesOn(run))
      await updateLoad(ctx.db, known.id, {
        state: run.signal.aborted ? 'cancelled' : 'failed',
        error: run.signal.aborted ? null : storedError(error, 'registry.fusion.failed'),
        ended: true,
      })
    throw error
  }
  const { total, added, changed, unchanged, faulty } = (await selectLoad(ctx.db, known.id))!
  return { total, added, changed, unchanged, faulty }
}

async function readInto(inside: Ctx, run: JobRun<unknown>, load: LoadRow, path: string): Promise<void> {
  const { db } = inside
  await lockState(db)
  await openIncoming(db)
  const source = await openTable({ path, name: load.fileName }, { table: fusionTable, signal: run.signal })
  const counts = { total: 0, added: 0, changed: 0, faulty: 0 }
  const faults: CellFault[] = []
  const seen = new Map<string, number>()
  const known = new Set<string>()
  const inUse = await selectSourcesInUse(db)
  let chunk: IncomingRow[] = []
  const flush = async (bytes: number) => {
    run.signal.throwIfAborted()
    const codes = [...new Set(chunk.map((row) => row.source))].filter((code) => !known.has(code))
    await addUnknownSources(db, codes)
    for (const code of codes) known.add(code)
    const [old, fresh] = [
      chunk.filter((row) => inUse.has(row.source)),
      chunk.filter((row) => !inUse.has(row.source)),
    ]
    counts.added += await takeInNew(db, load.id, fresh)
    if (old.length > 0) {
      const taken = await takeIn(db, load.id, old)
      counts.added += taken.added
      counts.changed += taken.changed
    }
    chunk = []
    await run.progress({
      done: bytes,
      total: source.bytes,
      note: 'registry.fusion.loading',
      params: { rows: counts.total },
    })
  }
  try {
    let bytes = 0
    const mapping = mappingOf(source.header?.columns.map(({ text }) => text) ?? [])
    const rows = readTyped(source, fusionTable, mapping, {
      signal: run.signal,
      onProgress: (done) => {
        bytes = done
      },
    })
    for await (const row of rows) {
      counts.total++
      const read = incomingOf(row, load, seen, mapping)
      if ('faults' in read) {
        counts.faulty++
        if (faults.length < FAULTS_KEPT) faults.push(...read.faults)
      } else chunk.push(read)
      if (chunk.length >= CHUNK_ROWS) await flush(bytes)
    }
    await flush(source.bytes)
  } finally {
    source.close()
  }
  const unchanged = counts.total - counts.faulty - counts.added - counts.changed
  await updateLoad(db, load.id, { ...counts, unchanged, faults, state: 'done', ended: true })
  await raiseVersion(db)
  await inside.kernel.audit.append(inside, {
    action: 'registry.fusion.load',
    resource: 'registry.fusion',
    recordId: load.id,
    detail: { file: load.fileName, ...counts, unchanged },
  })
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair. */
function clean(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole
}

function incomingOf(
  row: TypedRow,
  load: LoadRow,
  seen: Map<string, number>,
  mapping: HeaderMapping,
): IncomingRow | { faults: readonly CellFault[] } {
  if (!row.values) return { faults: row.faults.map((fault) => ({ ...fault, value: clean(fault.value) })) }
  const { values } = row
  const source = String(values.source ?? load.source ?? '')
  if (source === '') return { faults: [faultOf(row, 'source', '', 'tables.cell.required', {}, mapping)] }
  const numbered = mapping.matches.some(({ key }) => key === 'externalId')
  if (numbered && values.externalId === null)
    return { faults: [faultOf(row, 'externalId', '', 'tables.cell.required', {}, mapping)] }
  const externalId = numbered ? clean(String(values.externalId)) : numberFor(values, source, seen)
  if (externalId === undefined)
    return { faults: [faultOf(row, 'name', '', 'tables.cell.required', {}, mapping)] }
  const key = `${source} ${externalId}`
  const firstRow = seen.get(key)
  if (firstRow !== undefined)
    return {
      faults: [faultOf(row, 'externalId', externalId, 'registry.fusion.recordTwice', { firstRow }, mapping)],
    }
  seen.set(key, row.row)
  const fields: Record<string, string> = {}
  for (const field of RECORD_FIELDS) {
    const value = values[field]
    if (typeof value === 'string' && value !== '') fields[field] = clean(value)
  }
  const raw: Record<string, string> = {}
  for (const [header, text] of Object.entries(row.raw)) raw[clean(header)] = clean(text)
  return {
    id: newId(),
    source,
    external_id: externalId,
    observed_on: String(values.observedOn ?? load.observedOn),
    fields,
    raw,
    blank: Object.keys(fields).length === 0,
  }
}

/**
 * A number for a row of a table that has none: the credit code where it holds, else the name, counted on where it comes
 * again. So the same firm is the same record when the table comes next time, wherever its row stands.
 */
function numberFor(
  values: NonNullable<TypedRow['values']>,
  source: string,
  seen: ReadonlyMap<string, number>,
): string | undefined {
  const text = (key: string) => (typeof values[key] === 'string' ? clean(values[key]) : '')
  const base = validCode(text('uscc')) ?? nameKey(text('name'))
  if (base === '') return undefined
  let number = base
  for (let n = 2; seen.has(`${source} ${number}`); n++) number = `${base} (${n})`
  return number
}

function faultOf(
  { row }: TypedRow,
  key: string,
  value: string,
  code: string,
  params: Record<string, unknown>,
  mapping: HeaderMapping,
): CellFault {
  const match = mapping.matches.find((one) => one.key === key)
  return { row, column: match?.header ?? '', columnLetter: match?.letter ?? '', key, value, code, params }
}

/** A load as people see it. */
function shownLoad({ observedOn: _, fileId: __, ...row }: LoadRow): FusionLoad {
  return {
    ...row,
    faults: row.faults.map(({ row: number, column, value, code, params }) => ({
      row: number,
      column,
      value,
      code,
      ...inBoth(code, params),
    })),
    error: row.error && { code: row.error.code, ...inBoth(row.error.code, row.error.params) },
  }
}

/** One load. */
export async function loadOf(ctx: Ctx, id: string): Promise<FusionLoad> {
  requireRead(ctx)
  const load = await selectLoad(ctx.db, id)
  if (!load) throw new AppError('registry.fusion.load.notFound', { id })
  return shownLoad(load)
}

/** A page of loads. */
export async function findLoads(ctx: Ctx, { page, size }: { page: number; size: number }) {
  requireRead(ctx)
  const { rows, total } = await selectLoads(ctx.db, { offset: (page - 1) * size, limit: size })
  return { rows: rows.map(shownLoad), total, page, size }
}
