import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import type { Row } from './cell.ts'
import { type OpenOptions, openTable, type TableSource } from './open.ts'

/** Only for tests: files made on the spot, hostile ones among them, which no honest writer would produce. */

/** A folder that is removed when the test ends. */
export function tempFolder(t: { after(f: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface ZipPart {
  readonly name: string
  readonly data: string | Buffer
  /** Declares another unpacked size than the true one. */
  readonly claimedSize?: number
  readonly encrypted?: boolean
}

/** A zip of the given parts, in their order. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const data = Buffer.from(part.data)
    const packed = deflateRawSync(data)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(part.encrypted ? 0x801 : 0x800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(part.claimedSize ?? data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, name]))
    files.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, index, end])
}

export interface BookFixture {
  /** Content of `sheetData`, with or without the tags around it. */
  readonly rows: string
  /** What follows the rows: merged cells, links. */
  readonly tail?: string
  readonly strings?: readonly string[]
  /** Whole `si` elements, for rich text. */
  readonly rawStrings?: string
  /** Number formats of the cell styles 0, 1, 2 ...: built-in ids or codes. */
  readonly formats?: readonly (number | string)[]
  readonly date1904?: boolean
  readonly sheetRels?: string
  readonly extra?: readonly ZipPart[]
  readonly prefix?: string
}

const NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook written part by part; the shared strings and the workbook come after the sheet on purpose. */
export function bookOf(book: BookFixture): Buffer {
  const p = book.prefix ?? ''
  const formats = book.formats ?? [0]
  const custom = formats.flatMap((format, i) =>
    typeof format === 'string'
      ? [`<numFmt numFmtId="${200 + i}" formatCode="${format.replaceAll('"', '&quot;')}"/>`]
      : [],
  )
  const xfs = formats.map((format, i) => `<xf numFmtId="${typeof format === 'string' ? 200 + i : format}"/>`)
  const strings =
    book.rawStrings ??
    (book.strings ?? []).map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join('')
  return zipOf([
    {
      name: 'xl/worksheets/sheet7.xml',
      data: `<?xml version="1.0"?><${p}worksheet xmlns${p ? `:${p.slice(0, -1)}` : ''}="${NS}" xmlns:r="${REL}"><${p}sheetData>${book.rows}</${p}sheetData>${book.tail ?? ''}</${p}worksheet>`,
    },
    ...(book.sheetRels
      ? [
          {
            name: 'xl/worksheets/_rels/sheet7.xml.rels',
            data: `<Relationships>${book.sheetRels}</Relationships>`,
          },
        ]
      : []),
    { name: 'xl/sharedStrings.xml', data: `<sst xmlns="${NS}">${strings}</sst>` },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${NS}"><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${NS}" xmlns:r="${REL}"><workbookPr${book.date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="企业" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet7.xml"/><Relationship Id="rId2" Type="${REL}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: '_rels/.rels',
      data: `<Relationships><Relationship Id="r" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    ...(book.extra ?? []),
  ])
}

/** Writes content to a file and opens it; closed when the test ends. */
export async function opened(
  t: { after(f: () => void): void },
  content: string | Buffer,
  options?: OpenOptions,
): Promise<TableSource> {
  const path = join(tempFolder(t), 'table')
  writeFileSync(path, content)
  const source = await openTable({ path }, options)
  t.after(() => source.close())
  return source
}

/** Drains a stream of rows. */
export async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** The values of a row, null for holes. */
export function valuesOf(row: Row | undefined): unknown[] {
  return Array.from(row?.cells ?? [], (cell) => cell?.value ?? null)
}
