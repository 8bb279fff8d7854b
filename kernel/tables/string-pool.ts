import type { Readable } from 'node:stream'
import { AppError } from '#kernel/core'
import { unescapeXstring, xmlFeed } from './xml.ts'

const BLOCK_BYTES = 1024 * 1024
const HOT = 20_000

/**
 * A workbook's shared strings, packed as UTF-8 into blocks. A plain array of strings keeps the whole XML text alive
 * (V8 cuts slices out of the parsed chunks) and costs the collector a visit to each string.
 */
export class StringPool {
  #blocks: Buffer[] = []
  #used = BLOCK_BYTES
  /** Per string: block number, start, end. */
  #index = new Uint32Array(3 * 1024)
  #hot: (string | undefined)[] = []
  size = 0

  add(text: string): void {
    const bytes = Buffer.byteLength(text)
    if (this.#used + bytes > BLOCK_BYTES) {
      this.#blocks.push(Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, bytes)))
      this.#used = 0
    }
    const block = this.#blocks[this.#blocks.length - 1]!
    block.write(text, this.#used)
    if (3 * this.size + 3 > this.#index.length) {
      const grown = new Uint32Array(this.#index.length * 2)
      grown.set(this.#index)
      this.#index = grown
    }
    this.#index.set([this.#blocks.length - 1, this.#used, this.#used + bytes], 3 * this.size)
    this.#used += bytes
    this.size++
  }

  /** @throws AppError tables.damaged when the workbook refers to a string it does not have */
  get(at: number): string {
    if (!(at >= 0 && at < this.size)) throw new AppError('tables.damaged', { detail: `shared string ${at}` })
    const hot = this.#hot[at]
    if (hot !== undefined) return hot
    const text = this.#blocks[this.#index[3 * at]!]!.toString(
      'utf8',
      this.#index[3 * at + 1],
      this.#index[3 * at + 2],
    )
    // Words that repeat (districts, kinds) come early in the table; one copy of them serves all rows.
    if (at < HOT && text.length < 200) this.#hot[at] = text
    return text
  }
}

/** Reads `sharedStrings.xml`: rich text is joined, phonetic guides (rPh) are left out. */
export async function readSharedStrings(stream: Readable, maxCell: number): Promise<StringPool> {
  const pool = new StringPool()
  let text = ''
  let inText = false
  let phonetic = 0
  const feed = xmlFeed(
    {
      open(name) {
        if (name === 'si') text = ''
        else if (name === 't') inText = phonetic === 0
        else if (name === 'rPh') phonetic++
      },
      text(part) {
        if (!inText) return
        text += part
        if (text.length > maxCell) throw new AppError('tables.cellTooLong', { max: maxCell })
      },
      close(name) {
        if (name === 't') inText = false
        else if (name === 'rPh') phonetic--
        else if (name === 'si') pool.add(unescapeXstring(text))
      },
    },
    maxCell,
  )
  const decoder = new TextDecoder()
  for await (const chunk of stream) feed.write(decoder.decode(chunk as Buffer, { stream: true }))
  return pool
}
