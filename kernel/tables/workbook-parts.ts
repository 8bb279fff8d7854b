import type { Entry } from 'yauzl'
import { AppError } from '#kernel/core'
import type { TableLimits } from './limits.ts'
import { readSharedStrings, StringPool } from './string-pool.ts'
import { parseXml, type XmlHandler } from './xml.ts'
import type { ZipParts } from './zip.ts'

/** A sheet as the workbook lists it. */
export interface SheetInfo {
  readonly name: string
  readonly hidden: boolean
}

/** How a number format changes what a number means. */
export type NumberMeaning = 'plain' | 'date' | 'percent'

/** The parts of a workbook that every sheet needs. */
export interface WorkbookParts {
  readonly sheets: readonly (SheetInfo & { readonly path: string })[]
  readonly date1904: boolean
  /** By cell style index. */
  readonly meanings: readonly NumberMeaning[]
  readonly strings: StringPool
}

const SMALL_PART_BYTES = 32 * 1024 * 1024

/** @throws AppError tables.damaged, tables.notATable, tables.tooManyStrings */
export async function readWorkbookParts(zip: ZipParts, limits: TableLimits): Promise<WorkbookParts> {
  const bookPath = await findWorkbook(zip)
  const folder = bookPath.slice(0, bookPath.lastIndexOf('/') + 1)
  const targets = await readRelations(zip, relationsOf(bookPath), folder)
  const sheets: (SheetInfo & { path: string })[] = []
  let date1904 = false
  await parsePart(zip, bookPath, {
    open(name, a) {
      if (name === 'workbookPr') date1904 = a.date1904 === '1' || a.date1904 === 'true'
      if (name !== 'sheet') return
      const target = targets.get(
        a['r:id'] ?? Object.entries(a).find(([key]) => key.endsWith(':id'))?.[1] ?? '',
      )
      if (target?.type.endsWith('/worksheet') && zip.entries.has(target.path)) {
        sheets.push({ name: a.name ?? '', hidden: (a.state ?? 'visible') !== 'visible', path: target.path })
      }
    },
  })
  const byType = (suffix: string) =>
    [...targets.values()].find((t) => t.type.endsWith(suffix) && zip.entries.has(t.path))?.path
  const stylesPath = byType('/styles')
  const stringsPath = byType('/sharedStrings')
  return {
    sheets,
    date1904,
    meanings: stylesPath ? await readStyles(zip, stylesPath) : [],
    strings: stringsPath ? await readStrings(zip, stringsPath, limits) : new StringPool(),
  }
}

async function findWorkbook(zip: ZipParts): Promise<string> {
  if (zip.entries.has('xl/workbook.bin')) throw new AppError('tables.xlsb')
  const targets = await readRelations(zip, '_rels/.rels', '')
  for (const target of targets.values()) {
    if (
      target.type.endsWith('/officeDocument') &&
      target.path.endsWith('.xml') &&
      zip.entries.has(target.path)
    ) {
      // A DOCX is a zip with relations too; only a workbook's main part lies beside worksheets.
      if ([...zip.entries.keys()].some((name) => /worksheets\/.+\.xml$/.test(name))) return target.path
    }
  }
  if (zip.entries.has('xl/workbook.xml')) return 'xl/workbook.xml'
  throw new AppError('tables.notATable', { found: zip.entries.has('content.xml') ? 'ODF' : 'ZIP' })
}

async function readStrings(zip: ZipParts, path: string, limits: TableLimits): Promise<StringPool> {
  const entry = zip.entries.get(path)!
  if (entry.uncompressedSize > limits.maxSharedStringBytes) {
    throw new AppError('tables.tooManyStrings', {
      maxMegabytes: Math.round(limits.maxSharedStringBytes / 1024 / 1024),
    })
  }
  return readSharedStrings(await zip.stream(entry), limits.maxCellLength)
}

/** Where a part's relations lie. @example relationsOf('xl/workbook.xml') // 'xl/_rels/workbook.xml.rels' */
export function relationsOf(path: string): string {
  const slash = path.lastIndexOf('/') + 1
  return `${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`
}

interface Relation {
  readonly type: string
  /** Path inside the zip, or the address for an external target. */
  readonly path: string
}

/** Relations by id; empty when the part has none. */
export async function readRelations(
  zip: ZipParts,
  path: string,
  folder: string,
): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>()
  if (!zip.entries.has(path)) return relations
  await parsePart(zip, path, {
    open(name, a) {
      if (name !== 'Relationship' || !a.Id || !a.Target) return
      const inside = a.TargetMode !== 'External'
      relations.set(a.Id, { type: a.Type ?? '', path: inside ? resolvePart(folder, a.Target) : a.Target })
    },
  })
  return relations
}

function resolvePart(folder: string, target: string): string {
  const parts: string[] = []
  for (const part of (target.startsWith('/') ? target : `${folder}${target}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

async function parsePart(zip: ZipParts, path: string, handler: XmlHandler): Promise<void> {
  const entry: Entry | undefined = zip.entries.get(path)
  if (!entry || entry.uncompressedSize > SMALL_PART_BYTES)
    throw new AppError('tables.damaged', { detail: path })
  await parseXml(await zip.stream(entry), handler)
}

async function readStyles(zip: ZipParts, path: string): Promise<NumberMeaning[]> {
  const formats = new Map<number, string>()
  const meanings: NumberMeaning[] = []
  let inCellXfs = false
  await parsePart(zip, path, {
    open(name, a) {
      if (name === 'numFmt') formats.set(Number(a.numFmtId), a.formatCode ?? '')
      else if (name === 'cellXfs') inCellXfs = true
      else if (name === 'xf' && inCellXfs) {
        const id = Number(a.numFmtId ?? 0)
        meanings.push(meaningOfFormat(id, formats.get(id)))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellXfs = false
    },
  })
  return meanings
}

/**
 * Meaning of a number format (ECMA-376 part 1, 18.8.30 and 18.8.31). Built-in 14-22 and 45-47 are dates
 * everywhere, 27-36 and 50-58 in Chinese and other East Asian Excel.
 */
export function meaningOfFormat(id: number, code: string | undefined): NumberMeaning {
  if (code === undefined) {
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
      return 'date'
    return id === 9 || id === 10 ? 'percent' : 'plain'
  }
  const bare = code
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  if (/general/i.test(bare)) return 'plain'
  if (/[ymdhs]/i.test(bare) && !/[#?]/.test(bare)) return 'date'
  return bare.includes('%') ? 'percent' : 'plain'
}
