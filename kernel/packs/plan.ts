import type { FaultList } from './faults.ts'
import type { YamlRead } from './read.ts'
import type { PackFile, PlanSeed, TargetSeed } from './schema.ts'

/** What one written unit is in the stored unit: 1 亿元 = 1e10 fen, 1 percentage point = 0.01. */
const MONEY: Record<string, number> = { 元: 1e2, 万元: 1e6, 亿元: 1e10, 万亿元: 1e14 }
const RATIO: Record<string, number> = { 个百分点: 0.01, '%': 0.01 }
const LENGTH: Record<string, number> = { 公里: 1, 千米: 1, 万公里: 1e4 }
const MULTIPLES: readonly [prefix: string, factor: number][] = [
  ['亿', 1e8],
  ['万', 1e4],
]

/**
 * The stored value that a written value and unit mean.
 * @example normaliseTarget(3, '万人', 'person') // 30000
 */
export function normaliseTarget(
  value: number,
  unit: string,
  stored: TargetSeed['normalised']['unit'],
): number | undefined {
  if (stored === 'fen') return scaled(value, MONEY[unit])
  if (stored === 'ratio') return scaled(value, RATIO[unit])
  if (stored === 'km') return scaled(value, LENGTH[unit])
  const multiple = MULTIPLES.find(([prefix]) => unit.startsWith(prefix))
  return value * (multiple?.[1] ?? 1)
}

function scaled(value: number, factor: number | undefined): number | undefined {
  return factor === undefined ? undefined : value * factor
}

/** Checks what spans the plan: numbers and codes, references, units and dates. */
export function checkPlan(file: string, read: YamlRead<PlanSeed>, pack: PackFile, list: FaultList): void {
  const { value: plan, lineOf } = read
  const fault = (path: (string | number)[], value: unknown, zh: string, en: string) =>
    list.add(file, { row: lineOf(path), column: path.join('.'), value }, zh, en)

  if (plan.period.start >= plan.period.end) {
    fault(['period', 'end'], plan.period.end, '须晚于 period.start', 'after period.start')
  }
  const tasks = new Set<number>()
  const measures = new Set<string>()
  plan.tasks.forEach((task, i) => {
    if (tasks.has(task.number))
      fault(['tasks', i, 'number'], task.number, '任务号必须唯一', 'task numbers are unique')
    tasks.add(task.number)
    task.measures.forEach((measure, j) => {
      if (measures.has(measure.id)) {
        fault(['tasks', i, 'measures', j, 'id'], measure.id, '措施编号必须唯一', 'measure ids are unique')
      }
      measures.add(measure.id)
    })
  })

  const codes = new Set(plan.targets.map((target) => target.code))
  const groups = new Set(pack.regionGroups.map((group) => group.id))
  const seen = new Set<string>()
  plan.targets.forEach((target, i) => {
    const at = (...rest: string[]) => ['targets', i, ...rest]
    if (seen.has(target.code)) fault(at('code'), target.code, '目标编码必须唯一', 'target codes are unique')
    seen.add(target.code)
    if (target.task !== 0 && !tasks.has(target.task)) {
      fault(
        at('task'),
        target.task,
        '须为已列出的任务号，总体目标用 0',
        'the number of a task, or 0 for the goals',
      )
    }
    const { regionGroup, subsetOf } = target.scope
    if (regionGroup !== undefined && !groups.has(regionGroup)) {
      fault(at('scope', 'regionGroup'), regionGroup, '须为 pack.yaml 中的分组', 'a group of pack.yaml')
    }
    if (subsetOf !== undefined && (!codes.has(subsetOf) || subsetOf === target.code)) {
      fault(at('scope', 'subsetOf'), subsetOf, '须为另一个目标的编码', 'the code of another target')
    }
    if (target.deadline < plan.period.start) {
      fault(at('deadline'), target.deadline, '不得早于 period.start', 'not before period.start')
    }
    if ((target.comparison === 'increase_by') !== (target.basis === 'change')) {
      fault(
        at('basis'),
        target.basis,
        'increase_by 与 change 须同时使用',
        'increase_by and change go together',
      )
    }
    const meant = normaliseTarget(target.value, target.unit.zh, target.normalised.unit)
    if (meant === undefined || Math.abs(meant - target.normalised.value) > 1e-9 * Math.abs(meant)) {
      const want = meant === undefined ? '?' : String(meant)
      fault(
        at('normalised', 'value'),
        target.normalised.value,
        `${target.value} ${target.unit.zh} 折合 ${want} ${target.normalised.unit}`,
        `${target.value} ${target.unit.zh} is ${want} ${target.normalised.unit}`,
      )
    }
  })
}
