import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, Cell, ReportDocument, Tone } from './blocks.ts'

/** Fonts that every Chinese office has; Latin letters take a matching face. */
const BODY = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimSun', cs: 'Times New Roman' }
const HEADING = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'SimHei', cs: 'Arial' }

const FILL: Record<Tone, string> = {
  achieved: 'D6F0DC',
  green: 'E6F6E9',
  amber: 'FFF1CC',
  red: 'FBDADA',
  unknown: 'ECECEC',
}

/** Twentieths of a point: A4 with 20 mm and 16 mm margins leaves this width for tables. */
const A4 = { width: 11_906, height: 16_838 }
const MARGIN = { top: 1_134, bottom: 1_021, left: 907, right: 907 }
const TABLE_WIDTH = A4.width - MARGIN.left - MARGIN.right

/** Half points. */
const SIZE = { title: 36, heading1: 28, heading2: 23, body: 21, table: 17, running: 17 }

/** XML 1.0 has no place for control characters; Word refuses a file that holds one. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}

/** The report as a Word document with page numbers; text is escaped by the writer of the format. */
export async function reportDocx({ header, blocks, lang }: ReportDocument): Promise<Uint8Array> {
  const document = new Document({
    creator: 'Zhiqing 智擎',
    title: clean(header),
    styles: {
      default: {
        document: { run: { font: BODY, size: SIZE.body, language: { value: 'en-US', eastAsia: 'zh-CN' } } },
      },
    },
    sections: [
      {
        properties: { page: { size: A4, margin: MARGIN } },
        headers: { default: new Header({ children: [running(header)] }) },
        footers: { default: new Footer({ children: [pageNumber(lang)] }) },
        children: blocks.flatMap(blockOf),
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function running(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: '999999', space: 1 } },
    children: [new TextRun({ text: clean(text), size: SIZE.running, color: '555555' })],
  })
}

function pageNumber(lang: 'zh' | 'en'): Paragraph {
  const children =
    lang === 'zh'
      ? ['第 ', PageNumber.CURRENT, ' 页，共 ', PageNumber.TOTAL_PAGES, ' 页']
      : ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES]
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children, size: SIZE.running })],
  })
}

function blockOf(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'title':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          heading: HeadingLevel.TITLE,
          spacing: { after: 160 },
          children: [new TextRun({ text: clean(block.text), bold: true, size: SIZE.title, font: HEADING })],
        }),
      ]
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          keepNext: true,
          spacing: { before: block.level === 1 ? 320 : 220, after: 100 },
          children: [
            new TextRun({
              text: clean(block.text),
              bold: true,
              color: '000000',
              size: block.level === 1 ? SIZE.heading1 : SIZE.heading2,
              font: HEADING,
            }),
          ],
        }),
      ]
    case 'paragraph':
      return [
        new Paragraph({ spacing: { after: 100, line: 340 }, children: [new TextRun(clean(block.text))] }),
      ]
    case 'notice':
      return [
        new Paragraph({
          spacing: { before: 100, after: 160 },
          shading: { type: ShadingType.CLEAR, color: 'auto', fill: FILL.amber },
          children: [new TextRun({ text: clean(block.text), bold: true })],
        }),
      ]
    case 'table':
      // Word joins tables that touch; an empty line keeps them apart.
      return [tableOf(block), new Paragraph({ spacing: { after: 60 }, children: [] })]
  }
}

function tableOf(block: Extract<Block, { kind: 'table' }>): Table {
  const total = block.columns.reduce((sum, { width }) => sum + width, 0)
  const widths = block.columns.map(({ width }) => Math.round((TABLE_WIDTH * width) / total))
  const row = (cells: readonly Cell[], head = false) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: cells.map(
        ({ text, tone }, at) =>
          new TableCell({
            width: { size: widths[at]!, type: WidthType.DXA },
            margins: { top: 40, bottom: 40, left: 70, right: 70 },
            shading: head
              ? { type: ShadingType.CLEAR, color: 'auto', fill: 'EEF1F5' }
              : tone && { type: ShadingType.CLEAR, color: 'auto', fill: FILL[tone] },
            children: [
              new Paragraph({ children: [new TextRun({ text: clean(text), bold: head, size: SIZE.table })] }),
            ],
          }),
      ),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: TABLE_WIDTH, type: WidthType.DXA },
    rows: [
      row(
        block.columns.map(({ title }) => ({ text: title })),
        true,
      ),
      ...block.rows.map((cells) => row(cells)),
    ],
  })
}
