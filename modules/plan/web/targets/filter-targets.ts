import type { TargetGlance } from '../../contract.ts'

export interface TargetFilter {
  readonly q?: string
  readonly state?: string
  /** Number of the task; `none` = targets of no task. */
  readonly task?: string
  /** Module that measures the target; `manual` = entered by people. */
  readonly module?: string
}

/** The module that measures a target, by the first part of its indicator's key; entered ones have none. */
export function moduleOf({ indicator, live }: Pick<TargetGlance, 'indicator' | 'live'>): string {
  return live && indicator ? indicator.slice(0, indicator.indexOf('.')) : 'manual'
}

/** Targets that fit all conditions; words are looked for in code, both names and scope. */
export function filterTargets(targets: readonly TargetGlance[], filter: TargetFilter): TargetGlance[] {
  const words = (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return targets.filter((target) => {
    if (filter.state && target.state !== filter.state) return false
    if (filter.task && String(target.taskNumber ?? 'none') !== filter.task) return false
    if (filter.module && moduleOf(target) !== filter.module) return false
    const text = `${target.code} ${target.nameZh} ${target.nameEn} ${target.scope ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
