import * as plan from '#contract/plan'
import { connect } from '../client.ts'
import { formatOf, requireFree, writeWhole } from '../files.ts'
import { printJson, printLine, say, terminalLang } from '../output.ts'

/** `zhiqing plan report`: freezes this month's figures and writes the report. */
export async function planReport(options: {
  month?: string
  output?: string
  force?: boolean
  json?: boolean
}): Promise<void> {
  const format = formatOf(options.output ?? '', ['docx', 'html'], 'docx')
  if (options.output) await requireFree(options.output, options.force)
  const connection = await connect()
  try {
    const nameFor = (month: string) =>
      options.output ?? say(`调度报告-${month}.docx`, `dispatch-report-${month}.docx`)
    // Before the figures are frozen, where the name is known.
    if (options.month) await requireFree(nameFor(options.month), options.force)
    const report = await connection.call(plan.createReport, { body: { month: options.month } })
    const file = nameFor(report.month)
    await requireFree(file, options.force)
    const bytes = await connection.bytes(plan.downloadReport, {
      params: { id: report.id },
      query: { format, lang: terminalLang() },
    })
    await writeWhole(file, bytes)
    if (options.json) printJson({ ...report, file })
    else printLine(say(`已写入 ${file}`, `Wrote ${file}`))
  } finally {
    await connection.close()
  }
}
