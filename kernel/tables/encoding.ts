import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

export interface EncodingGuess {
  readonly encoding: Encoding
  readonly bom: boolean
  /** UTF-8 with some broken bytes: they read as U+FFFD and their cells are faulted. */
  readonly damaged: boolean
}

/** So many correct multi-byte characters do not happen by chance in a GB18030 text. */
const SURE_UTF8 = 32

/**
 * Encoding of a text file: by byte order mark, else UTF-8 if the whole file is valid UTF-8, else GB18030. The whole file,
 * because a long table can hold its first Chinese character far beyond any sample.
 */
export async function guessEncoding(
  path: string,
  head: Buffer,
  signal?: AbortSignal,
): Promise<EncodingGuess> {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    return { encoding: 'utf-8', bom: true, damaged: (await utf8Run(path, signal)) !== undefined }
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: true, damaged: false }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: true, damaged: false }
  const characters = await utf8Run(path, signal)
  if (characters === undefined) return { encoding: 'utf-8', bom: false, damaged: false }
  return characters >= SURE_UTF8
    ? { encoding: 'utf-8', bom: false, damaged: true }
    : { encoding: 'gb18030', bom: false, damaged: false }
}

/** Undefined when all of the file is UTF-8, else how many multi-byte characters stood before the first fault. */
async function utf8Run(path: string, signal?: AbortSignal): Promise<number | undefined> {
  let rest: Buffer = Buffer.alloc(0)
  let multi = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024, signal })) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer)
    const whole = bytes.length - openTail(bytes)
    const part = bytes.subarray(0, whole)
    if (!isUtf8(part)) return multi + multiByteRun(part)
    if (multi < SURE_UTF8) multi += multiByteRun(part)
    rest = Buffer.from(bytes.subarray(whole))
  }
  // A file that ends inside a character is not UTF-8 all through.
  return rest.length > 0 ? multi : undefined
}

/** Bytes at the end (0 to 3) that begin a character the next piece has to finish. */
export function openTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? back : 0
    }
  }
  return 0
}

/** Multi-byte characters before the first fault. */
function multiByteRun(bytes: Buffer): number {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const loose = bytes.toString('utf8')
    const fault = loose.indexOf('\ufffd')
    text = fault < 0 ? loose : loose.slice(0, fault)
  }
  let count = 0
  for (let i = 0; i < text.length && count < SURE_UTF8; i++) if (text.charCodeAt(i) > 0x7f) count++
  return count
}
