import * as plan from '#contract/plan'
import { connect } from '../client.ts'
import { printJson, printLine, printTable, say, terminalLang } from '../output.ts'
import { shown } from '../quantity.ts'

const STATES: Record<string, [string, string]> = {
  achieved: ['已达成', 'achieved'],
  green: ['正常', 'on track'],
  amber: ['预警', 'at risk'],
  red: ['滞后', 'behind'],
  unknown: ['未知', 'unknown'],
}

/** `zhiqing plan status`: every target with its value, forecast and state. */
export async function planStatus(options: { json?: boolean }): Promise<void> {
  const connection = await connect()
  try {
    const { plan: head, targets } = await connection.call(plan.listTargets, {})
    if (options.json) {
      printJson({ plan: head, targets })
      return
    }
    const english = terminalLang() === 'en'
    if (head) printLine(english ? head.titleEn : head.titleZh)
    printTable(
      [
        say('编号', 'Code'),
        say('目标', 'Target'),
        say('现值', 'Current'),
        say('目标值', 'Goal'),
        say('预测', 'Forecast'),
        say('状态', 'State'),
        say('来源', 'Source'),
      ],
      targets.map((target) => [
        target.code,
        english ? target.nameEn : target.nameZh,
        shown(target.current, target.unit, target.displayUnit),
        shown(target.value, target.unit, target.displayUnit),
        target.forecast === null ? '—' : shown(target.forecast.point, target.unit, target.displayUnit),
        STATES[target.state]?.[english ? 1 : 0] ?? target.state,
        target.live ? say('实时', 'live') : say('填报', 'manual'),
      ]),
    )
  } finally {
    await connection.close()
  }
}
