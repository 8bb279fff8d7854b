import type { Block, ReportDocument } from './blocks.ts'

const STYLE = `
@page { size: A4; margin: 20mm 16mm 18mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
* { box-sizing: border-box; }
body { font: 10.5pt/1.6 "SimSun", "Songti SC", "Noto Serif CJK SC", serif; color: #111; max-width: 178mm; margin: 0 auto; padding: 8mm 0; }
h1, h2, .title { font-family: "SimHei", "Heiti SC", "Noto Sans CJK SC", sans-serif; }
.title { font-size: 18pt; text-align: center; margin: 0 0 2mm; font-weight: 700; }
h1 { font-size: 14pt; margin: 7mm 0 2mm; }
h2 { font-size: 11.5pt; margin: 5mm 0 1mm; break-after: avoid; }
p { margin: 0 0 2mm; }
.running { font-size: 9pt; color: #555; border-bottom: 0.3mm solid #999; padding-bottom: 1mm; margin-bottom: 6mm; }
.notice { border: 0.4mm solid #b45309; background: #fff7e6; padding: 2mm 3mm; font-weight: 700; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 9pt; margin: 1mm 0 3mm; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.2mm solid #888; padding: 1mm 1.5mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eef1f5; }
.achieved { background: #d6f0dc; } .green { background: #e6f6e9; } .amber { background: #fff1cc; } .red { background: #fbdada; } .unknown { background: #ececec; }
@media print { body { padding: 0; max-width: none; } }
`

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand in HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)
}

/** The report as one print-ready A4 page file: no script, nothing fetched, every text escaped. Print it to PDF. */
export function reportHtml({ lang, header, blocks }: ReportDocument): string {
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(header)}</title>
<style>${STYLE}</style>
</head>
<body>
<div class="running">${escapeHtml(header)}</div>
${blocks.map(blockHtml).join('\n')}
</body>
</html>
`
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `<p class="title">${escapeHtml(block.text)}</p>`
    case 'heading':
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`
    case 'notice':
      return `<p class="notice">${escapeHtml(block.text)}</p>`
    case 'table': {
      const columns = block.columns.map(({ width }) => `<col style="width:${width}%">`).join('')
      const head = block.columns.map(({ title }) => `<th>${escapeHtml(title)}</th>`).join('')
      const rows = block.rows.map(
        (row) =>
          `<tr>${row
            .map(({ text, tone }) => `<td${tone ? ` class="${tone}"` : ''}>${escapeHtml(text)}</td>`)
            .join('')}</tr>`,
      )
      return `<table><colgroup>${columns}</colgroup><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
    }
  }
}
