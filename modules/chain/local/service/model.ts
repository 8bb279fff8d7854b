import type { EndpointReply } from '#kernel/contract'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { reference } from '#modules/registry'
import type { localModel } from '../../contract/local.ts'
import type { LocalDefinition } from '../../domain/settings.ts'
import { selectNewestDone } from '../../runs/index.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { rateOf, ratesOf } from '../domain/rates.ts'
import { type ModelRecord, selectLineRecords, selectModelRecords } from '../store/results.ts'
import { asLines } from './compute.ts'
import { auditRead, shownLine } from './lines.ts'
import { billSight, firmName } from './sight.ts'

/** One model with its whole bill; only what goes into the vehicle itself contributes to the figure. */
export async function modelOf(
  ctx: Ctx,
  id: string,
  asked?: LocalDefinition,
): Promise<EndpointReply<typeof localModel>> {
  const run = await selectNewestDone(ctx.db, 'local')
  const models = run ? await selectModelRecords(ctx.db, run.id) : []
  const model = models.find((one) => one.id === id)
  const network = await networkOf(ctx)
  // Who may not see it is told the same as when there is none.
  if (!run || !model || !billSight(ctx, network)(model.oemId))
    throw new AppError('chain.local.model.notFound', { id })
  const definition = asked ?? (await settingsOf(ctx)).localDefinition
  const records = await selectLineRecords(ctx.db, run.id, { model: id })
  const names = await reference(ctx)
  const top = records.filter(({ level }) => level <= 1)
  const { contributions } = rateOf(definition, asLines(top))
  const adds = new Map(top.map(({ id: line }, at) => [line, contributions[at] as number]))
  await auditRead(ctx, run, { scope: 'model', id }, records.length)
  const { faults, hasBill: _, ...shown } = model
  return {
    ...shown,
    oem: firmName(network, model.oemId),
    definition,
    rates: ratesOf(asLines(top)) as EndpointReply<typeof localModel>['rates'],
    lines: records.map((line) => shownLine(network, names, model, line, definition, adds.get(line.id) ?? 0)),
    faults: faults.map((fault) => ({ code: fault.code, part: fault.part, text: faultText(fault) })),
    asOf: run.asOf,
    synthetic: network.synthetic,
  }
}

function faultText({ code, part, sum }: ModelRecord['faults'][number]) {
  const percent = `${Math.round((sum ?? 0) * 100)} %`
  const [zh, en] = [part ?? '整车', part ?? 'the vehicle']
  switch (code) {
    case 'assemblyUnknown':
      return {
        zh: '整车装配自身的价值未知，按 0 计。',
        en: 'What the assembly adds is unknown and counts as 0.',
      }
    case 'costUnknown':
      return {
        zh: `“${zh}”的成本未知，不计入按金额的定义。`,
        en: `The cost of “${en}” is unknown: it is in no figure by money.`,
      }
    case 'costFromParts':
      return {
        zh: `“${zh}”的成本按其下级零件之和计。`,
        en: `The cost of “${en}” is taken as the sum of its parts.`,
      }
    case 'partsExceed':
      return {
        zh: `“${zh}”的下级合计为 ${percent}，已按比例缩减到 100 %。`,
        en: `The parts of “${en}” add up to ${percent}; they are scaled down to 100 %.`,
      }
    case 'sharesExceed':
      return {
        zh: `按份额给出的零件合计 ${percent}，没有为已知价格的零件留出余地。`,
        en: `Parts told as shares add up to ${percent} and leave no room for those with a price.`,
      }
    case 'relative':
      return { zh: '清单只有份额，没有金额。', en: 'The bill tells shares only, no amounts.' }
  }
}
