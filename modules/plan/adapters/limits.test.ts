import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { Document, Packer, Paragraph } from 'docx'
import { AppError } from '#kernel/core'
import { stopWorkers } from '#kernel/jobs'
import { extractText } from './extract-text.ts'
import { checkPdfStreams } from './pdf-streams.ts'
import { READ_LIMITS, readPlan } from './read-plan.ts'

const MIB = 2 ** 20
const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code
const wordFile = (text: string) =>
  Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(text)] }] }))

after(() => stopWorkers())

/** The directory of a zip, rewritten to promise that its parts are small. */
function lying(zip: Buffer): Buffer {
  const told = Buffer.from(zip)
  for (let at = told.indexOf('PK\u0001\u0002'); at !== -1; at = told.indexOf('PK\u0001\u0002', at + 4)) {
    if (told.readUInt32LE(at + 24) > 4 * MIB) told.writeUInt32LE(1_000, at + 24)
  }
  return told
}

test('a Word file that lies about what it holds is not unpacked beyond its word', async () => {
  const bytes = lying(await wordFile('零'.repeat(30_000_000)))
  const begun = process.memoryUsage.rss()
  await assert.rejects(extractText(bytes), { code: 'plan.file.docx' })
  assert.ok(process.memoryUsage.rss() - begun < 100 * MIB)
})

/** As much of a PDF as the check of its streams looks at. */
const pdfWith = (stream: Buffer) =>
  Buffer.concat([
    Buffer.from('%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\r\n'),
    stream,
    Buffer.from('\nendstream\nendobj\n'),
  ])

test('a PDF whose streams would fill the memory is refused, however often they are packed', async () => {
  const bomb = deflateSync(Buffer.alloc(200 * MIB))
  await assert.rejects(extractText(pdfWith(bomb)), { code: 'plan.file.tooBig' })
  await assert.rejects(extractText(pdfWith(deflateSync(bomb))), { code: 'plan.file.tooBig' })
  checkPdfStreams(pdfWith(deflateSync(Buffer.alloc(2 * MIB))))
})

test('a plan is read and compiled in a thread', async () => {
  const { text, compiled } = await readPlan({
    bytes: await wordFile('到2027年，全市建成超充站2000座以上。'),
    compile: true,
  })
  assert.match(text, /2027/)
  assert.equal(compiled?.targets[0]?.value, 2000)
})

test('faults cross the thread with their code and parameters', async () => {
  await assert.rejects(
    readPlan({ bytes: Uint8Array.from([0xff, 0x80, 0xff]), compile: false }),
    refused('plan.file.encoding'),
  )
  await assert.rejects(
    readPlan({ bytes: await wordFile('零'.repeat(30_000_000)), compile: true }),
    (error: unknown) =>
      error instanceof AppError && error.code === 'plan.file.tooBig' && error.params.limitMb === 64,
  )
  await assert.rejects(
    readPlan({ text: '字'.repeat(11), compile: true }, { ...READ_LIMITS, maxCharacters: 10 }),
    refused('plan.file.tooLong'),
  )
})

test('a thread over its time or memory is ended, the main thread goes on meanwhile', async () => {
  const heavy = { text: '到2027年，全市建成超充站2000座以上。\n'.repeat(40_000), compile: true }
  let ticks = 0
  const ticking = setInterval(() => ticks++, 20)
  await assert.rejects(readPlan(heavy, { ...READ_LIMITS, timeMs: 500 }), refused('plan.file.tooSlow'))
  clearInterval(ticking)
  assert.ok(ticks >= 10, `${ticks} ticks in half a second`)
  // Below any growth there is: the process may just have given memory back.
  const noGrowth = { ...READ_LIMITS, growthMb: -1e6 }
  await assert.rejects(readPlan(heavy, noGrowth), refused('plan.file.tooBig'))
  assert.equal((await readPlan({ text: '短文', compile: true })).text, '短文', 'the next one is served')
})
