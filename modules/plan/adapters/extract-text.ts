import mammoth from 'mammoth'
import { extractText as extractPdfText, getDocumentProxy } from 'unpdf'
import { openDocx } from './docx-parts.ts'
import { checkPdfStreams } from './pdf-streams.ts'
import { PlanFileError, tooBig } from './plan-file-error.ts'

export type PlanFileKind = 'txt' | 'docx' | 'pdf'

export interface ExtractedText {
  text: string
  kind: PlanFileKind
  /** Encoding a plain text was read with; null for DOCX and PDF. */
  encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | null
}

/** Kind of a file by its first bytes: "%PDF", a ZIP with a Word document, else plain text. Names are not trusted. */
export function planFileKind(bytes: Uint8Array): PlanFileKind {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (head.includes('%PDF-')) return 'pdf'
  if (head.startsWith('PK\u0003\u0004')) return 'docx'
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) {
    throw new PlanFileError(
      'plan.file.type',
      '这是旧版 Word（.doc）文件，请另存为 .docx 后再上传 / This is an old Word file (.doc); save it as .docx and try again',
    )
  }
  return 'txt'
}

/** Plain text as UTF-8 (with or without mark), UTF-16 with mark, else GB18030; never with replacement characters. */
export function decodeText(bytes: Uint8Array): {
  text: string
  encoding: NonNullable<ExtractedText['encoding']>
} {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null
  for (const encoding of marked ? [marked] : (['utf-8', 'gb18030'] as const)) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding } as ReturnType<
        typeof decodeText
      >
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  throw new PlanFileError(
    'plan.file.encoding',
    '文本编码无法识别，支持 UTF-8 与 GB18030 / The text is neither UTF-8 nor GB18030',
  )
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

/** Text of mammoth's HTML: a line per paragraph, a "|" row per table row, so that indicator tables stay tables. */
function textOfHtml(html: string): string {
  return html
    .replace(/<table>[\s\S]*?<\/table>/g, (table) =>
      table
        .replace(/<\/?p>/g, '')
        .replace(/<\/t[dh]>\s*<t[dh][^>]*>/g, ' | ')
        .replace(/<\/tr>/g, '\n'),
    )
    .replace(/<br\s*\/?>|<\/(?:p|h[1-6]|li|tr|table)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\n{3,}/g, '\n\n')
}

async function textOfDocx(bytes: Uint8Array): Promise<string> {
  try {
    const file = await openDocx(bytes)
    try {
      // Mammoth takes an opened archive too, though its types name only paths and buffers.
      const { value } = await mammoth.convertToHtml({ file } as never, {
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      })
      return textOfHtml(value)
    } finally {
      file.close()
    }
  } catch (cause) {
    if (cause instanceof PlanFileError) throw cause
    throw new PlanFileError(
      'plan.file.docx',
      '无法读取该 Word 文件，可能已损坏或加密 / The Word file cannot be read; it may be damaged or encrypted',
      { cause },
    )
  }
}

async function textOfPdf(bytes: Uint8Array): Promise<string> {
  checkPdfStreams(bytes)
  let text: string
  try {
    const document = await getDocumentProxy(new Uint8Array(bytes))
    text = (await extractPdfText(document, { mergePages: false })).text.join('\n')
  } catch (cause) {
    throw new PlanFileError(
      'plan.file.pdf',
      '无法读取该 PDF，可能已损坏或加密 / The PDF cannot be read; it may be damaged or encrypted',
      { cause },
    )
  }
  if (text.trim() === '') {
    throw new PlanFileError(
      'plan.file.scanned',
      'PDF 中没有文字（可能是扫描件），请先识别文字 / The PDF holds no text (a scan?); run text recognition first',
    )
  }
  return text
}

/** Files beyond this are refused unread; plans with pictures are a few megabytes. */
const MAX_FILE_MB = 100

/**
 * Text of a plan file (TXT in UTF-8 or GB18030, DOCX, PDF with text) for `compilePlan`. The kind is read from the bytes.
 * Throws PlanFileError with a stable code for anything that cannot be read.
 */
export async function extractText(bytes: Uint8Array): Promise<ExtractedText> {
  if (bytes.length > MAX_FILE_MB * 1024 * 1024) throw tooBig(MAX_FILE_MB)
  const kind = planFileKind(bytes)
  if (kind === 'docx') return { text: await textOfDocx(bytes), kind, encoding: null }
  if (kind === 'pdf') return { text: await textOfPdf(bytes), kind, encoding: null }
  return { ...decodeText(bytes), kind }
}
