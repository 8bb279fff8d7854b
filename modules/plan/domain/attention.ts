import type { Bilingual } from '#kernel/contract'
import type { TargetGlance } from '../contract.ts'
import { quantityText } from './quantity.ts'

export interface Change {
  targetId: string
  code: string
  nameZh: string
  nameEn: string
  kind: 'value' | 'state' | 'correction'
  before: number | string | null
  after: number | string | null
  unit: string
  displayUnit: string
  displayUnitEn: string
}

/**
 * What changed since a month ago: states first, then corrections of entered values, then values.
 * `states` are those of a month ago, absent where a target had not been assessed by then.
 */
export function changesSince(
  targets: readonly TargetGlance[],
  states: ReadonlyMap<string, string>,
  corrections: ReadonlyMap<string, { before: number | null; after: number | null }>,
): Change[] {
  const of = (
    target: TargetGlance,
    kind: Change['kind'],
    before: Change['before'],
    after: Change['after'],
  ) => ({
    targetId: target.id,
    code: target.code,
    nameZh: target.nameZh,
    nameEn: target.nameEn,
    kind,
    before,
    after,
    unit: target.unit,
    displayUnit: target.displayUnit,
    displayUnitEn: target.displayUnitEn,
  })
  const stateChanges = targets.flatMap((target) => {
    const before = states.get(target.id)
    return before !== undefined && before !== target.state ? [of(target, 'state', before, target.state)] : []
  })
  const corrected = targets.flatMap((target) => {
    const found = corrections.get(target.id)
    return found ? [of(target, 'correction', found.before, found.after)] : []
  })
  const values = targets.flatMap((target) =>
    target.current !== null && target.previous !== null && target.current !== target.previous
      ? [of(target, 'value', target.previous, target.current)]
      : [],
  )
  return [...stateChanges, ...corrected, ...values]
}

/** What is asked of a measure here. */
export interface MeasureFacts {
  readonly id: string
  readonly title: string
  readonly titleEn: string | null
  readonly state: string
  readonly dueOn: string | null
  readonly blocker: string | null
  /** A person or a department. */
  readonly owner: string | null
}

export interface NeededDecision {
  kind: 'target_red' | 'target_unknown' | 'target_stale' | 'measure_overdue' | 'measure_blocked'
  text: Bilingual
  link: string
}

/**
 * What needs somebody's attention today: targets behind, measures late or blocked, values that are too old; those that
 * have no data at all come last and in one line.
 */
export function decisionsFor(
  targets: readonly TargetGlance[],
  measures: readonly MeasureFacts[],
  today: string,
): NeededDecision[] {
  const red = targets
    .filter(({ state }) => state === 'red')
    .map(
      (target): NeededDecision => ({
        kind: 'target_red',
        text: {
          zh: `${target.code} ${target.nameZh}滞后：${target.reason.zh}`,
          en: `${target.code} ${target.nameEn} is behind. ${target.reason.en}`,
        },
        link: `/plan/targets/${target.id}`,
      }),
    )
  const stale = targets
    .filter((target) => target.stale)
    .map(
      (target): NeededDecision => ({
        kind: 'target_stale',
        text: {
          zh: `${target.code} ${target.nameZh}：最新数值 ${quantityText(target.current, target, 'zh')} 停在 ${target.currentPeriod}，请更新`,
          en: `${target.code} ${target.nameEn}: the newest value, ${quantityText(target.current, target, 'en')}, is of ${target.currentPeriod}; bring it up to date`,
        },
        link: `/plan/targets/${target.id}`,
      }),
    )
  return [
    ...red,
    ...measures.flatMap((measure) => measureDecision(measure, today)),
    ...stale,
    ...unknown(targets),
  ]
}

function measureDecision(measure: MeasureFacts, today: string): NeededDecision[] {
  const link = `/plan/measures?open=${measure.id}`
  const owner = { zh: measure.owner ?? '责任人待录入', en: measure.owner ?? 'no owner yet' }
  const en = measure.titleEn ?? measure.title
  if (measure.state === 'blocked') {
    const blocker = measure.blocker ?? ''
    return [
      {
        kind: 'measure_blocked',
        text: {
          zh: `举措受阻（${owner.zh}）：${measure.title}${blocker ? `。原因：${blocker}` : ''}`,
          en: `Measure blocked (${owner.en}): ${en}${blocker ? `. Reason: ${blocker}` : ''}`,
        },
        link,
      },
    ]
  }
  if (measure.dueOn === null || measure.dueOn >= today) return []
  return [
    {
      kind: 'measure_overdue',
      text: {
        zh: `举措逾期（${owner.zh}，应于 ${measure.dueOn} 完成）：${measure.title}`,
        en: `Measure overdue (${owner.en}, due on ${measure.dueOn}): ${en}`,
      },
      link,
    },
  ]
}

/** Why nothing is known differs by rule, and so does what to do: one line for each reason. */
function unknown(targets: readonly TargetGlance[]): NeededDecision[] {
  const groups = Map.groupBy(
    targets.filter(({ state }) => state === 'unknown'),
    (target) => target.reason.zh,
  )
  return [...groups.values()].map((members): NeededDecision => {
    const first = members[0]!
    const codes = members.map(({ code }) => code)
    return {
      kind: 'target_unknown',
      text: {
        zh:
          members.length === 1
            ? `${first.code} ${first.nameZh}：${first.reason.zh}`
            : `${members.length} 个目标状态未知（${codes.join('、')}）：${first.reason.zh}`,
        en:
          members.length === 1
            ? `${first.code} ${first.nameEn}: ${first.reason.en}`
            : `${members.length} targets are unknown (${codes.join(', ')}): ${first.reason.en}`,
      },
      link: members.length === 1 ? `/plan/targets/${first.id}` : '/plan/targets?state=unknown',
    }
  })
}
