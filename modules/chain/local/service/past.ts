import type { Ctx } from '#kernel/module'
import type { Network } from '../../domain/network.ts'
import type { LocalDefinition } from '../../domain/settings.ts'
import { selectNewestDone } from '../../runs/index.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { isTraced } from '../domain/content.ts'
import { type RateLine, rateOf } from '../domain/rates.ts'
import {
  type LineRecord,
  type ModelRecord,
  selectLineRecords,
  selectModelRecords,
  selectTrend,
} from '../store/results.ts'
import { asLines, modelRecords, recordsOf, taskOf } from './compute.ts'
import { readModels } from './products.ts'

/** The lines that make the city's rate on a day, with the models they belong to. */
export interface RateOnDay {
  readonly definition: LocalDefinition
  readonly network: Network
  readonly models: readonly ModelRecord[]
  readonly lines: readonly LineRecord[]
}

/**
 * The city's rate on a day by the definition of the settings, with the lines behind it. Today's is that of the newest
 * run, or worked out from the bills before the first one. A past one is worked out from the bills of the models then on
 * sale, where the definition looks at nothing but bills; a definition that looks through all tiers needs the relations
 * of that day, so only its runs know it. Undefined where nothing is known.
 */
export async function rateOnDay(ctx: Ctx, asOf: string): Promise<RateOnDay | undefined> {
  const settings = await settingsOf(ctx)
  const definition = settings.localDefinition
  const network = await networkOf(ctx)
  const run = await selectNewestDone(ctx.db, 'local')
  if (run && run.asOf <= asOf)
    return {
      definition,
      network,
      models: await selectModelRecords(ctx.db, run.id),
      lines: await selectLineRecords(ctx.db, run.id, { top: true }),
    }
  if (isTraced(definition)) return undefined
  const read = (await readModels(ctx, network, settings, asOf)).filter(({ lines }) => lines.length > 0)
  if (read.length === 0) return undefined
  const task = taskOf(network, read, settings.originThreshold, false)
  const unsolved = unsolvedOf(task.weight.length)
  const lines = recordsOf(network, read, task, unsolved).filter(({ level }) => level <= 1)
  return { definition, network, models: modelRecords(read, read, task), lines }
}

/** Bills alone say where a part is made and what it costs; what is inside is not looked at. */
function unsolvedOf(count: number) {
  const none = () => new Float64Array(count)
  const columns = () => ({ lower: none(), upper: none() })
  return {
    known: none(),
    counted: { traced_value_added: columns(), roll_up: columns(), originating: columns() },
  }
}

/** The city's rates under the definition of the settings in past runs, oldest first. */
export async function pastRuns(ctx: Ctx): Promise<{ asOf: string; value: number | null }[]> {
  const { localDefinition } = await settingsOf(ctx)
  return (await selectTrend(ctx.db))
    .filter(({ definition }) => definition === localDefinition)
    .map(({ asOf, value }) => ({ asOf, value }))
}

/** The rate of lines, by the district where the vehicles are assembled; with how many makers stand behind each. */
export function byDistrict({ definition, models, lines }: RateOnDay) {
  const regionOf = new Map(models.map(({ id, region }) => [id, region]))
  const oems = Map.groupBy(models, ({ region }) => region)
  return [...Map.groupBy(lines, ({ modelId }) => regionOf.get(modelId) ?? null)].flatMap(([region, own]) =>
    region === null
      ? []
      : [
          {
            region,
            makers: new Set(oems.get(region)?.map(({ oemId }) => oemId)).size,
            value: rateOf(definition, asLines(own) as RateLine[]).value,
          },
        ],
  )
}

export const cityValue = ({ definition, lines }: RateOnDay) => rateOf(definition, asLines(lines)).value
