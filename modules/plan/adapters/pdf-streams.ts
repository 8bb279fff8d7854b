import { inflateSync } from 'node:zlib'
import { tooBig } from './plan-file-error.ts'

const MIB = 1024 * 1024
/** A4 at 600 dpi in colour is 104 MB unpacked; no page of text comes near. */
export const MAX_STREAM_MB = 128
const MAX_ALL_BYTES = 512 * MIB
/** A stream may be compressed more than once; what is packed deeper is not a document. */
const MAX_DEPTH = 4

const START = Buffer.from('stream')
const END = Buffer.from('endstream')

/**
 * Refuses a PDF whose compressed streams unpack to more than a document needs, before the PDF reader keeps them in
 * memory. Streams in other encodings than Flate are left to the time and memory limits of the thread that reads.
 * @throws PlanFileError plan.file.tooBig
 */
export function checkPdfStreams(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let all = 0
  for (let at = file.indexOf(START); at !== -1; at = file.indexOf(START, at)) {
    at += START.length
    // The keyword is followed by a line end, then by the data.
    const from = file[at] === 0x0d && file[at + 1] === 0x0a ? at + 2 : at + 1
    const end = file.indexOf(END, from)
    const stop = end === -1 ? file.length : end
    all += unpackedSize(file.subarray(from, stop), 0)
    if (all > MAX_ALL_BYTES) throw tooBig(MAX_ALL_BYTES / MIB)
    at = end === -1 ? file.length : end + END.length
  }
}

function unpackedSize(data: Buffer, depth: number): number {
  // RFC 1950: deflate with a window of up to 32 KB, and a header that is a multiple of 31.
  if (data.length < 6 || (data[0]! & 0x0f) !== 8 || ((data[0]! << 8) | data[1]!) % 31 !== 0) return 0
  let unpacked: Buffer
  try {
    unpacked = inflateSync(data, { maxOutputLength: MAX_STREAM_MB * MIB })
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooBig(MAX_STREAM_MB, cause)
    // Damaged: the PDF reader will say so.
    return 0
  }
  return unpacked.length + (depth < MAX_DEPTH ? unpackedSize(unpacked, depth + 1) : 0)
}
