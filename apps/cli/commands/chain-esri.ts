import { availableParallelism } from 'node:os'
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { sharedMemory } from '#engines/graph'
import { type EsriOptions, type EsriTable, esriOfShock, riskNetwork } from '#engines/systemic-risk'
import { readNodes } from '../chain/edge-table.ts'
import { readRiskInput, readShock } from '../chain/esri-input.ts'
import { EsriRangeLost, esriOfAll } from '../chain/esri-ranges.ts'
import { CliError } from '../errors.ts'
import { formatOf, requireFree, requireInput, writeWhole } from '../files.ts'
import { EXIT, printJson, printNote, progressLine, say } from '../output.ts'

interface Options {
  edges: string
  nodes: string
  essential?: string
  inputs?: string
  substitution?: string
  eps?: string
  order?: string
  shock?: string
  workers?: string
  output: string
  force?: boolean
  json?: boolean
}

/** Networks below this are done before a second thread has started. */
const WORTH_WORKERS = 400
const TOP = 10

/**
 * `zhiqing chain esri`: the systemic risk index of every firm of a network, or what one shock does (`--shock`).
 * No database, no network.
 */
export async function chainEsri(given: Options): Promise<void> {
  const { edges, nodes: nodesFile, output, force, json } = given
  const options = optionsOf(given)
  const inputs = choice('--inputs', given.inputs, ['linear', 'leontief'], 'linear')
  if (given.essential !== undefined && given.inputs !== undefined)
    throw usage(
      '--inputs',
      '--essential 与 --inputs 只能给一个',
      'give either --essential or --inputs, not both',
    )
  for (const file of [edges, nodesFile, given.essential, given.shock])
    if (file !== undefined) await requireInput(file)
  formatOf(output, ['csv'], 'csv')
  await requireFree(output, force)
  const begun = performance.now()
  const line = progressLine()
  line.show(say('读取', 'Reading'))
  const nodes = await readNodes(nodesFile, [SECTOR])
  const { input, placed } = await readRiskInput({
    edges,
    nodesFile,
    nodes,
    essential: given.essential,
    inputs,
    force,
    onEstimate: ({ zh, en }) => printNote(say(zh, en)),
  })
  const network = riskNetwork(input, sharedMemory)
  const loaded = performance.now()
  const label = {
    inputs: given.essential === undefined ? inputs : 'matrix',
    substitution: options.substitution ? 'market-share' : 'none',
    eps: options.eps,
    order: options.order,
  }
  const common = () => ({
    firms: network.firms,
    relations: input.amount.length,
    sectors: network.sectors,
    ...label,
    ...(placed === undefined ? {} : { essentialRows: placed }),
    seconds: { load: seconds(loaded - begun), compute: seconds(performance.now() - loaded) },
  })
  if (given.shock !== undefined) {
    const found = esriOfShock(network, await readShock(given.shock, nodes.ids), options)
    line.end()
    await writeWhole(output, csv(shockRows(nodes.ids, found)))
    const { esri, down, up, steps, residual } = found
    const stopped = found.firm.filter((_, at) => Math.max(found.lossDown[at]!, found.lossUp[at]!) >= 1).length
    const summary = {
      ...common(),
      esri,
      down,
      up,
      steps,
      residual,
      reached: found.firm.length,
      stopped,
      output,
    }
    if (json) printJson(summary)
    else
      printNote(
        say(
          `冲击损失全网产出的 ${percent(esri)}，波及 ${summary.reached} 家、停产 ${stopped} 家，${steps} 步，已写入 ${output}`,
          `The shock costs ${percent(esri)} of all output, reaches ${summary.reached} firms and stops ${stopped}, ${steps} steps, written to ${output}`,
        ),
      )
    return
  }
  const workers = workersOf(given.workers, network.firms)
  const tables = await esriOfAll({
    network,
    options,
    workers,
    onProgress: (done) => line.show(progressText(done, network.firms, performance.now() - loaded)),
  }).catch(async (error: unknown) => {
    line.end()
    throw error instanceof EsriRangeLost ? await keepFinished(error, nodes.ids, label, output) : error
  })
  line.end()
  await writeWhole(output, csv(firmRows(nodes.ids, tables, label)))
  const summary = { ...common(), workers, ...summed(nodes.ids, tables), output }
  if (json) {
    printJson(summary)
    return
  }
  const first = summary.top[0]
  printNote(
    say(
      `${summary.firms} 家企业、${summary.relations} 条关系：平均 ESRI ${percent(summary.meanEsri)}${first ? `，最高 ${first.firm}（${percent(first.esri)}）` : ''}；平均 ${summary.meanSteps} 步，读取 ${summary.seconds.load} 秒，计算 ${summary.seconds.compute} 秒（${workers} 核），已写入 ${output}`,
      `${summary.firms} firms, ${summary.relations} relations: mean ESRI ${percent(summary.meanEsri)}${first ? `, highest ${first.firm} (${percent(first.esri)})` : ''}; ${summary.meanSteps} steps on average, ${summary.seconds.load} s to read, ${summary.seconds.compute} s to compute (${workers} cores), written to ${output}`,
    ),
  )
}

const SECTOR = { key: 'sector', aliases: ['行业', '部门', '环节', 'industry'] }

const seconds = (ms: number) => Math.round(ms) / 1000
const percent = (share: number) => `${Math.round(share * 100_000) / 1000}%`

function progressText(done: number, firms: number, ms: number): string {
  const left = done === 0 ? 0 : Math.ceil(((ms / done) * (firms - done)) / 1000)
  return say(
    `ESRI ${done}/${firms}（${Math.floor((done / firms) * 100)}%），约剩 ${left} 秒`,
    `ESRI ${done}/${firms} (${Math.floor((done / firms) * 100)}%), about ${left} s left`,
  )
}

function optionsOf({ eps, substitution, order }: Options): Required<EsriOptions> {
  const tolerance = eps === undefined ? 0.01 : Number(eps)
  if (!(eps?.trim() !== '' && tolerance > 0 && tolerance < 1))
    throw usage(
      '--eps',
      `--eps “${eps}”：应为 0 与 1 之间的数`,
      `--eps "${eps}": must be a number between 0 and 1`,
    )
  return {
    eps: tolerance,
    substitution: choice('--substitution', substitution, ['market-share', 'none'], 'market-share') !== 'none',
    order: choice('--order', order, ['published', 'queue'], 'published'),
  }
}

function choice<T extends string>(
  name: string,
  text: string | undefined,
  all: readonly T[],
  otherwise: T,
): T {
  if (text === undefined) return otherwise
  const found = all.find((one) => one === text)
  if (found) return found
  throw usage(name, `${name} “${text}”：可用 ${all.join('、')}`, `${name} "${text}": use ${all.join(', ')}`)
}

function workersOf(text: string | undefined, firms: number): number {
  if (text === undefined) return firms < WORTH_WORKERS ? 1 : availableParallelism()
  const workers = Number(text)
  if (Number.isInteger(workers) && workers >= 1 && workers <= 256) return workers
  throw usage(
    '--workers',
    `--workers “${text}”：应为 1 到 256 的整数`,
    `--workers "${text}": must be a whole number from 1 to 256`,
  )
}

interface Label {
  readonly inputs: string
  readonly substitution: string
  readonly eps: number
}

const csv = (rows: Iterable<(string | number)[]>) => Readable.from(rows).pipe(stringify())

function* firmRows(
  ids: readonly string[],
  tables: readonly EsriTable[],
  { inputs, substitution, eps }: Label,
): Generator<(string | number)[]> {
  yield ['firm', 'ESRI', 'ESRI_down', 'ESRI_up', 'steps', 'ESRI_T-1', 'inputs', 'substitution', 'eps']
  for (const { from, to, esri, down, up, steps, previous } of tables)
    for (let at = 0; at < to - from; at++)
      yield [
        ids[from + at]!,
        esri[at]!,
        down[at]!,
        up[at]!,
        steps[at]!,
        previous[at]!,
        inputs,
        substitution,
        eps,
      ]
}

function* shockRows(
  ids: readonly string[],
  { firm, lossDown, lossUp }: { firm: Uint32Array; lossDown: Float64Array; lossUp: Float64Array },
): Generator<(string | number)[]> {
  yield ['firm', 'loss', 'loss_down', 'loss_up']
  const at = new Map([...firm].map((index, place) => [index, place]))
  for (const [index, id] of ids.entries()) {
    const place = at.get(index)
    const down = place === undefined ? 0 : lossDown[place]!
    const up = place === undefined ? 0 : lossUp[place]!
    yield [id, Math.max(down, up), down, up]
  }
}

function summed(ids: readonly string[], tables: readonly EsriTable[]) {
  const firms = ids.map((_, at) => at)
  const esri = new Float64Array(ids.length)
  let steps = 0
  for (const table of tables) {
    esri.set(table.esri, table.from)
    for (const count of table.steps) steps += count
  }
  const top = firms.sort((a, b) => esri[b]! - esri[a]! || a - b).slice(0, TOP)
  const mean = (total: number) => (ids.length === 0 ? 0 : total / ids.length)
  return {
    meanEsri: mean(esri.reduce((total, value) => total + value, 0)),
    meanSteps: Math.round(mean(steps) * 100) / 100,
    top: top.map((at) => ({ firm: ids[at]!, esri: esri[at]! })),
  }
}

/** Writes the finished firms beside the output that did not come about. */
async function keepFinished(
  { from, to, finished, cause }: EsriRangeLost,
  ids: readonly string[],
  label: Label,
  output: string,
): Promise<CliError> {
  const tables = finished.toSorted((a, b) => a.from - b.from)
  const done = tables.reduce((total, table) => total + table.to - table.from, 0)
  const kept = `${output.replace(/\.csv$/i, '')}.unfinished.csv`
  await writeWhole(kept, csv(firmRows(ids, tables, label)))
  const why = cause instanceof Error ? cause.message : String(cause)
  return new CliError(
    `计算第 ${from + 1} 至 ${to} 家企业时计算线程两次中断（${why}）；已完成的 ${done} 家写入 ${kept}`,
    `The thread that computed firms ${from + 1} to ${to} ended twice (${why}); the ${done} finished firms were written to ${kept}`,
    EXIT.failure,
    { code: 'cli.workerLost' },
  )
}

function usage(field: string, zh: string, en: string): CliError {
  return new CliError(zh, en, EXIT.usage, { field })
}
