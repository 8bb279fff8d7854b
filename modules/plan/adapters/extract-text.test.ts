import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { compilePlan } from '../../../engines/plan-compiler/index.ts'
import { decodeText, extractText } from './extract-text.ts'
import { PlanFileError } from './plan-file-error.ts'

const sentence = '到2027年，全市建成超充站2000座以上。'

test('reads UTF-8, with and without a mark', () => {
  assert.deepEqual(decodeText(Buffer.from(sentence)), { text: sentence, encoding: 'utf-8' })
  assert.equal(decodeText(Buffer.from(`\ufeff${sentence}`)).text, sentence)
})

test('reads GB18030', () => {
  // "到2027年" in GB18030.
  const bytes = Uint8Array.from([0xb5, 0xbd, 0x32, 0x30, 0x32, 0x37, 0xc4, 0xea])
  assert.deepEqual(decodeText(bytes), { text: '到2027年', encoding: 'gb18030' })
})

test('refuses bytes of neither encoding, in both languages', () => {
  assert.throws(
    () => decodeText(Uint8Array.from([0xff, 0x80, 0xff])),
    (error: unknown) =>
      error instanceof PlanFileError && error.code === 'plan.file.encoding' && /UTF-8/.test(error.message),
  )
})

test('keeps the rows of a table in a Word file, so that its targets are found', async () => {
  const row = (...cells: string[]) =>
    new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) })
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph('甲市产业行动计划（2025—2027年）'),
          new Paragraph('一、发展目标'),
          new Paragraph(sentence),
          new Table({
            rows: [row('指标', '单位', '2024年', '2027年目标'), row('企业数量', '家', '500', '1000')],
          }),
        ],
      },
    ],
  })
  const { text, kind } = await extractText(await Packer.toBuffer(document))
  assert.equal(kind, 'docx')
  const plan = compilePlan(text)
  assert.deepEqual(
    plan.targets.map((target) => [target.value, target.unit, target.deadline]),
    [
      [2000, '座', '2027-12-31'],
      [1000, '家', '2027-12-31'],
    ],
  )
})

/** A one-page PDF with Latin text, written by hand: enough to see that text comes out. */
function smallPdf(text: string): Buffer {
  const stream = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = body.length
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`
  return Buffer.from(body, 'latin1')
}

test('reads the text of a PDF and says so when there is none', async () => {
  const { text, kind } = await extractText(smallPdf('Plan 2027'))
  assert.equal(kind, 'pdf')
  assert.match(text, /Plan 2027/)
  await assert.rejects(extractText(smallPdf('')), { code: 'plan.file.scanned' })
  await assert.rejects(extractText(Buffer.from('%PDF-1.4 broken')), { code: 'plan.file.pdf' })
})

test('refuses a damaged Word file and an old one', async () => {
  await assert.rejects(extractText(Buffer.from('PK\u0003\u0004 not a zip')), { code: 'plan.file.docx' })
  await assert.rejects(extractText(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0])), { code: 'plan.file.type' })
})
