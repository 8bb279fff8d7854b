import type { Readable } from 'node:stream'
import { AppError } from '#kernel/core'
import { type CellRange, parseRange } from './address.ts'
import { xmlFeed } from './xml.ts'

/** What has to be known of a sheet before its rows can be read in one pass. */
export interface SheetScan {
  /** Bytes of the unzipped sheet up to which there are values; beyond lie only blank formatted rows. */
  readonly valuesEnd: number
  /** Merged ranges, by their top row. */
  readonly merges: readonly CellRange[]
  /** Relation id of the link by cell reference. */
  readonly links: ReadonlyMap<string, string>
}

const OVERLAP = 16
const MAX_RANGES = 200_000
/** Ends of `v`, `t` and `f` elements, with or without a namespace prefix. A false hit only reads a little further. */
const VALUE_MARKS = ['v>', 't>', 'f>', '<f', ':f'].map((mark) => Buffer.from(mark))
const DATA_END = Buffer.from('sheetData>')

/**
 * A first pass over a sheet's bytes without parsing them: a sheet lists its merged cells and links after its rows, and
 * a workbook with a million blank formatted rows should not cost a million rows of parsing. Searching bytes costs a
 * tenth of parsing them.
 */
export async function scanSheet(stream: Readable, signal?: AbortSignal): Promise<SheetScan> {
  const merges: CellRange[] = []
  const links = new Map<string, string>()
  const tail = xmlFeed(
    {
      open(name, a) {
        if (name === 'mergeCell') {
          const range = parseRange(a.ref ?? '')
          if (range && merges.push(range) > MAX_RANGES)
            throw new AppError('tables.tooManyMerges', { max: MAX_RANGES })
        } else if (name === 'hyperlink' && a.ref && links.size < MAX_RANGES) {
          const id = Object.entries(a).find(([key]) => key.endsWith(':id'))?.[1]
          if (id) links.set(a.ref, id)
        }
      },
    },
    1_000_000,
  )
  const decoder = new TextDecoder()
  let before = 0
  let valuesEnd = 0
  let rest: Buffer = Buffer.alloc(0)
  let inTail = false
  for await (const chunk of stream) {
    signal?.throwIfAborted()
    if (inTail) {
      tail.write(decoder.decode(chunk as Buffer, { stream: true }))
      continue
    }
    const bytes = Buffer.concat([rest, chunk as Buffer])
    const end = dataEnd(bytes)
    const data = end ? bytes.subarray(0, end.at) : bytes
    const last = Math.max(...VALUE_MARKS.map((mark) => data.lastIndexOf(mark)))
    if (last >= 0) valuesEnd = before + last + 2
    if (end) {
      inTail = true
      // The tail's own last tag closes the sheet, so the parser has to have seen it open.
      tail.write(`<${end.prefix}worksheet>`)
      tail.write(decoder.decode(bytes.subarray(end.at), { stream: true }))
    } else {
      rest = Buffer.from(bytes.subarray(Math.max(0, bytes.length - OVERLAP)))
      before += bytes.length - rest.length
    }
  }
  merges.sort((a, b) => a.top - b.top)
  return { valuesEnd, merges, links }
}

/** Where the text after `</sheetData>` begins, and the sheet's namespace prefix. */
function dataEnd(bytes: Buffer): { at: number; prefix: string } | undefined {
  for (let at = bytes.indexOf(DATA_END); at >= 0; at = bytes.indexOf(DATA_END, at + 1)) {
    const lead = bytes.subarray(Math.max(0, at - OVERLAP), at).toString('latin1')
    const match = /<\/(\w+:)?$/.exec(lead)
    if (match) return { at: at + DATA_END.length, prefix: match[1] ?? '' }
  }
  return undefined
}
