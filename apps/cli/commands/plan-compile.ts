import { readFile } from 'node:fs/promises'
import { compilePlan, toPlanJson } from '#engines/plan-compiler'
import { planText } from '#modules/plan'
import { requireInput } from '../files.ts'
import { printJson, printLine, printTable, say, terminalLang } from '../output.ts'

const COMPARATORS: Record<string, [string, string]> = {
  reach: ['达到', 'reach'],
  at_least: ['不少于', 'at least'],
  more_than: ['超过', 'more than'],
  increase_by: ['提高', 'increase by'],
  at_most: ['不超过', 'at most'],
  decrease_by: ['降低', 'decrease by'],
}

/** `zhiqing plan compile FILE`: targets of any action plan, for a person or as JSON. */
export async function planCompile(file: string, options: { json?: boolean }): Promise<void> {
  await requireInput(file)
  const text = await planText(await readFile(file))
  const compiled = compilePlan(text)
  if (options.json) {
    printJson(toPlanJson(compiled))
    return
  }
  printLine(say(`共 ${compiled.targets.length} 个数字目标`, `${compiled.targets.length} numeric targets`))
  const english = terminalLang() === 'en' ? 1 : 0
  printTable(
    [
      say('任务', 'Task'),
      say('内容', 'Subject'),
      say('比较', 'Comparator'),
      say('数值', 'Value'),
      say('期限', 'Deadline'),
      say('范围', 'Scope'),
    ],
    compiled.targets.map((target) => [
      target.task ?? '',
      target.subject,
      COMPARATORS[target.comparator]?.[english] ?? target.comparator,
      `${target.value}${target.valueMax === null ? '' : `–${target.valueMax}`} ${target.unit}`,
      target.deadline ?? '',
      target.scope ?? '',
    ]),
  )
}
