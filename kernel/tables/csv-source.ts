import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, Transform } from 'node:stream'
import { type CsvError, type Options, parse } from 'csv-parse'
import { parse as parseSync } from 'csv-parse/sync'
import { AppError } from '#kernel/core'
import { type Cell, type Row, textCell } from './cell.ts'
import { type EncodingGuess, guessEncoding } from './encoding.ts'
import type { TableLimits } from './limits.ts'
import type { ReadOptions, RowReader } from './xlsx-source.ts'

export interface CsvTable {
  readonly encoding: EncodingGuess
  readonly delimiter: string
  readonly reader: RowReader
}

const SAMPLE_BYTES = 256 * 1024
const DELIMITERS = [',', '\t', ';', '|']
const LOOSE: Options = { relax_column_count: true, relax_quotes: true, skip_empty_lines: false }

/** Opens a text table. @throws AppError tables.notATable when the text is binary */
export async function openCsv(
  path: string,
  bytes: number,
  wanted: { delimiter?: string; encoding?: EncodingGuess['encoding'] },
  limits: TableLimits,
  signal?: AbortSignal,
): Promise<CsvTable> {
  const head = await readHead(path, SAMPLE_BYTES)
  const guessed = await guessEncoding(path, head, signal)
  const encoding =
    wanted.encoding && wanted.encoding !== guessed.encoding
      ? { ...guessed, encoding: wanted.encoding, damaged: false }
      : guessed
  const sample = new TextDecoder(encoding.encoding).decode(head, { stream: true })
  if (sample.includes('\0')) throw new AppError('tables.notATable', { found: 'binary' })
  const delimiter = wanted.delimiter ?? guessDelimiter(sample)

  async function* read(options: ReadOptions = {}): AsyncGenerator<Row> {
    const decoder = new TextDecoder(encoding.encoding)
    let seen = 0
    const decode = new Transform({
      readableObjectMode: false,
      decodeStrings: true,
      transform(chunk: Buffer, _encoding, callback) {
        seen += chunk.length
        options.onProgress?.(seen, bytes)
        callback(null, decoder.decode(chunk, { stream: true }))
      },
      flush(callback) {
        callback(null, decoder.decode())
      },
    })
    const parser = parse({ ...LOOSE, delimiter, max_record_size: limits.maxCellLength * 4 })
    // Errors come out of the parser's iteration; pipeline only has to tear down the other two.
    pipeline(createReadStream(path, { highWaterMark: 256 * 1024 }), decode, parser, () => {})
    let number = 0
    try {
      for await (const record of parser as AsyncIterable<string[]>) {
        if ((number++ & 255) === 0) options.signal?.throwIfAborted()
        if (record.length > limits.maxColumns && record.slice(limits.maxColumns).some((t) => t !== '')) {
          throw new AppError('tables.tooManyColumns', { max: limits.maxColumns, row: number })
        }
        const cells = readRecord(record)
        if (cells) yield { number, cells }
      }
    } catch (error) {
      throw asCsvError(error, number + 1)
    } finally {
      parser.destroy()
    }
  }
  return { encoding, delimiter, reader: { read, totalBytes: bytes, close: () => {} } }
}

function readRecord(record: readonly string[]): (Cell | undefined)[] | undefined {
  const cells: (Cell | undefined)[] = []
  for (let i = 0; i < record.length; i++) {
    const cell = textCell(record[i]!)
    if (cell) cells[i] = cell
  }
  return cells.length > 0 ? cells : undefined
}

function asCsvError(error: unknown, row: number): unknown {
  const code = (error as CsvError)?.code
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new AppError('tables.recordTooLong', { row }, { cause: error as Error })
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return new AppError('tables.quoteNotClosed', { row }, { cause: error as Error })
  if (typeof code === 'string' && code.startsWith('CSV_')) {
    return new AppError(
      'tables.damaged',
      { detail: (error as Error).message, row },
      { cause: error as Error },
    )
  }
  return error
}

/** Up to `length` bytes of a file, from its start or from `position`. */
export async function readHead(path: string, length: number, position = 0): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/**
 * The delimiter that cuts the sample's first records into the most columns that agree with each other. A first line
 * `sep=;`, as Excel writes it, decides at once.
 */
export function guessDelimiter(sample: string): string {
  const said = /^\ufeff?sep=(.)\r?\n/i.exec(sample)
  if (said) return said[1]!
  const cut = sample.slice(0, 64 * 1024)
  const lastLine = cut.lastIndexOf('\n')
  const text = lastLine > 0 ? cut.slice(0, lastLine) : cut
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const widths = recordWidths(text, delimiter)
    const score = agreement(widths)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function recordWidths(text: string, delimiter: string): number[] {
  try {
    const records = parseSync(text, { ...LOOSE, delimiter, to: 50 }) as string[][]
    return records.filter((r) => r.length > 1 || r[0] !== '').map((r) => r.length)
  } catch {
    // A quote open at the sample's end: fall back to counting in plain lines.
    return text
      .split(/\r?\n/, 50)
      .filter((line) => line !== '')
      .map((line) => line.split(delimiter).length)
  }
}

/** Share of records having the commonest width, times how wide that is. */
function agreement(widths: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  let score = 0
  for (const [width, count] of counts) {
    if (width > 1) score = Math.max(score, (count / widths.length) ** 2 * Math.log2(width + 1))
  }
  return score
}
