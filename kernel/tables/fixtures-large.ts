import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { openTable } from './open.ts'

const PIECE = 16 * 2 ** 20
const END_BYTES = 22

/** Writes a workbook with a picture of so many bytes in it, as photographs make real ones large. */
export function writeWithPicture(path: string, book: Buffer, pictureBytes: number): void {
  const end = book.subarray(book.length - END_BYTES)
  const directoryBytes = end.readUInt32LE(12)
  const directoryAt = end.readUInt32LE(16)
  const piece = randomBytes(PIECE)
  const sizes = Array.from({ length: Math.ceil(pictureBytes / PIECE) }, (_, i) =>
    Math.min(PIECE, pictureBytes - i * PIECE),
  )
  const crc = sizes.reduce((sum, size) => crc32(piece.subarray(0, size), sum), 0)
  const name = Buffer.from('xl/media/image1.jpeg')
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(0x800, 2)
  common.writeUInt32LE(crc, 10)
  common.writeUInt32LE(pictureBytes, 14)
  common.writeUInt32LE(pictureBytes, 18)
  common.writeUInt16LE(name.length, 22)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(directoryAt, 10)
  const record = Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, tail, name])
  const file = openSync(path, 'w')
  writeSync(file, book.subarray(0, directoryAt))
  writeSync(file, Buffer.concat([Buffer.from('PK\x03\x04'), common, name]))
  for (const size of sizes) writeSync(file, piece.subarray(0, size))
  writeSync(file, book.subarray(directoryAt, directoryAt + directoryBytes))
  writeSync(file, record)
  const newEnd = Buffer.from(end)
  newEnd.writeUInt16LE(end.readUInt16LE(8) + 1, 8)
  newEnd.writeUInt16LE(end.readUInt16LE(10) + 1, 10)
  newEnd.writeUInt32LE(directoryBytes + record.length, 12)
  newEnd.writeUInt32LE(directoryAt + 30 + name.length + pictureBytes, 16)
  writeSync(file, newEnd)
  closeSync(file)
}

/** Linux counts the memory of whoever started a process into its maxRSS; the high water mark of its own is in /proc. */
function peakMb(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  const own = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return (own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024
}

/** Run as a program: counts the rows of a file and tells its own peak memory. */
if (process.argv[2] === 'count') {
  const source = await openTable({ path: process.argv[3]! })
  let rows = 0
  for await (const row of source.rows()) rows += row.cells.length > 0 ? 1 : 0
  source.close()
  console.log(JSON.stringify({ rows, peakMb: peakMb() }))
}
