import * as plan from '#contract/plan'
import * as registry from '#contract/registry'
import { connect } from '../client.ts'
import { CliError } from '../errors.ts'
import { formatOf, requireFree, writeWhole } from '../files.ts'
import { EXIT, printJson, printNote, say } from '../output.ts'

interface Options {
  output?: string
  force?: boolean
  q?: string
  district?: string
  json?: boolean
}

const PAGE = 500

/** `zhiqing export enterprises|targets|measures`: to a file, or as JSON on standard output. */
export async function exportRows(what: string, options: Options): Promise<number> {
  if (!['enterprises', 'targets', 'measures'].includes(what)) {
    throw new CliError(
      `不认识 ${what}；可用：enterprises、targets、measures`,
      `Unknown ${what}; use enterprises, targets or measures`,
      EXIT.usage,
      { field: 'what' },
    )
  }
  if (!options.output && !options.json) {
    throw new CliError(
      '请用 -o 指定输出文件，或用 --json',
      'Name a file with -o, or use --json',
      EXIT.usage,
      {
        field: '--output',
      },
    )
  }
  const format = formatOf(options.output ?? '', ['xlsx', 'csv'], 'xlsx')
  if (options.output) await requireFree(options.output, options.force)
  const connection = await connect()
  try {
    if (options.output) {
      const { q, district } = options
      const bytes =
        what === 'enterprises'
          ? await connection.bytes(registry.exportEnterprises, { query: { format, q, district } })
          : what === 'targets'
            ? await connection.bytes(plan.exportTargets, { query: { format } })
            : await connection.bytes(plan.exportMeasures, { query: { format, q } })
      await writeWhole(options.output, bytes)
      if (options.json) printJson({ file: options.output })
      else printNote(say(`已写入 ${options.output}`, `Wrote ${options.output}`))
      return EXIT.ok
    }
    if (what === 'targets') printJson((await connection.call(plan.listTargets, {})).targets)
    else
      printJson(
        await pages((page) =>
          what === 'enterprises'
            ? connection.call(registry.listEnterprises, {
                query: { page, size: PAGE, q: options.q, district: options.district },
              })
            : connection.call(plan.listMeasures, { query: { page, size: PAGE, q: options.q } }),
        ),
      )
    return EXIT.ok
  } finally {
    await connection.close()
  }
}

async function pages(
  read: (page: number) => Promise<{ rows: unknown[]; total: number }>,
): Promise<unknown[]> {
  const all: unknown[] = []
  for (let page = 1; ; page++) {
    const { rows, total } = await read(page)
    all.push(...rows)
    if (rows.length === 0 || all.length >= total) return all
  }
}
