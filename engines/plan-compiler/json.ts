import type { CompiledPlan, CompiledTarget } from './types.ts'

/** A target as `zhiqing plan compile --json` prints it: value and unit as written, the normalised pair beside them. */
export type PlanJsonTarget = Pick<
  CompiledTarget,
  | 'value'
  | 'valueMax'
  | 'unit'
  | 'comparator'
  | 'deadline'
  | 'task'
  | 'subject'
  | 'scope'
  | 'sentence'
  | 'normalized'
>

/** The `--json` form of a compiled plan. */
export function toPlanJson(compiled: CompiledPlan): { targets: PlanJsonTarget[] } {
  return {
    targets: compiled.targets.map(
      ({ value, valueMax, unit, comparator, deadline, task, subject, scope, sentence, normalized }) => ({
        value,
        valueMax,
        unit,
        comparator,
        deadline,
        task,
        subject,
        scope,
        sentence,
        normalized,
      }),
    ),
  }
}
