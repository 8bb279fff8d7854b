import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { compilePlan } from './compile.ts'
import type { CompiledTarget } from './types.ts'

/** A hand-labelled target of a fixture. */
interface Label {
  value: number
  valueMax: number | null
  unit: string
  comparator: string
  deadline: string | null
  /** Words that the subject must contain. */
  subject?: string
  scope?: string
  /** Number of the heading the target stands under: "（一）", "2.". */
  task?: string
}

/** Of the labels that say it: how many are right. */
export interface Part {
  right: number
  of: number
}

export interface Score {
  found: number
  extra: string[]
  missing: string[]
  /** Of the found ones: how many have the right comparator, the right deadline. */
  comparator: number
  deadline: number
  subject: Part
  scope: Part
  task: Part
  wrong: string[]
}

const name = (item: { value: number; valueMax: number | null; unit: string }): string =>
  `${item.value}${item.valueMax === null ? '' : `-${item.valueMax}`}${item.unit}`

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')

/**
 * Compares compiled targets with labels: a match is the same value, upper value and unit, one to one; among equals the one
 * with the same comparator and deadline is taken first.
 */
export function scoreTargets(targets: CompiledTarget[], labels: Label[]): Score {
  const open = [...labels]
  const none = (): Part => ({ right: 0, of: 0 })
  const score: Score = {
    found: 0,
    extra: [],
    missing: [],
    comparator: 0,
    deadline: 0,
    subject: none(),
    scope: none(),
    task: none(),
    wrong: [],
  }
  const left: CompiledTarget[] = []
  const take = (target: CompiledTarget, exact: boolean): boolean => {
    const index = open.findIndex(
      (label) =>
        name(label) === name(target) &&
        (!exact ||
          (label.comparator === target.comparator &&
            label.deadline === target.deadline &&
            target.subject.includes(label.subject ?? ''))),
    )
    if (index < 0) return false
    const [label] = open.splice(index, 1)
    score.found++
    if (label!.comparator === target.comparator) score.comparator++
    if (label!.deadline === target.deadline) score.deadline++
    const grade = (part: Part, expected: string | undefined, read: string, right: boolean): void => {
      if (expected === undefined) return
      part.of++
      if (right) part.right++
      else score.wrong.push(`${name(target)}: ${read}, label ${expected}`)
    }
    const task = plain(target.task ?? '')
    grade(score.subject, label!.subject, target.subject, target.subject.includes(label!.subject ?? ''))
    grade(score.scope, label!.scope, String(target.scope), target.scope === label!.scope)
    grade(score.task, label!.task, task, task.startsWith(plain(label!.task ?? '')))
    if (label!.comparator !== target.comparator || label!.deadline !== target.deadline) {
      const read = `${target.comparator} ${target.deadline}`
      score.wrong.push(`${name(target)}: ${read}, label ${label!.comparator} ${label!.deadline}`)
    }
    return true
  }
  for (const target of targets) if (!take(target, true)) left.push(target)
  for (const target of left)
    if (!take(target, false)) score.extra.push(`${name(target)} in ${target.sentence.slice(0, 40)}`)
  score.missing = open.map(name)
  return score
}

/** Compiles every fixture of a folder (x.txt beside x.json) and scores it. */
export function evaluateFolder(folder: string): { file: string; labels: number; score: Score }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => {
      const labels = JSON.parse(
        readFileSync(path.join(folder, file.replace('.txt', '.json')), 'utf8'),
      ) as Label[]
      const plan = compilePlan(readFileSync(path.join(folder, file), 'utf8'))
      return { file, labels: labels.length, score: scoreTargets(plan.targets, labels) }
    })
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)}%`

if (process.argv[1] === import.meta.filename) {
  const root = path.join(import.meta.dirname, 'fixtures')
  for (const set of process.argv.length > 2
    ? process.argv.slice(2)
    : ['develop', 'holdout', 'second-holdout', 'cities']) {
    let found = 0
    let extra = 0
    let missing = 0
    let comparator = 0
    let deadline = 0
    const parts: Record<'subject' | 'scope' | 'task', Part> = {
      subject: { right: 0, of: 0 },
      scope: { right: 0, of: 0 },
      task: { right: 0, of: 0 },
    }
    for (const { file, labels, score } of evaluateFolder(path.join(root, set))) {
      found += score.found
      extra += score.extra.length
      missing += score.missing.length
      comparator += score.comparator
      deadline += score.deadline
      for (const key of ['subject', 'scope', 'task'] as const) {
        parts[key].right += score[key].right
        parts[key].of += score[key].of
      }
      console.log(`${set}/${file}: ${labels} labelled, ${score.found} found`)
      for (const line of score.extra) console.log(`  extra   ${line}`)
      for (const line of score.missing) console.log(`  missing ${line}`)
      for (const line of score.wrong) console.log(`  wrong   ${line}`)
    }
    console.log(
      `${set}: precision ${percent(found, found + extra)}, recall ${percent(found, found + missing)}, ` +
        `comparator ${percent(comparator, found)}, deadline ${percent(deadline, found)} of ${found} found`,
    )
    for (const [key, part] of Object.entries(parts))
      if (part.of > 0) console.log(`  ${key} ${percent(part.right, part.of)} of ${part.of} labelled`)
  }
}
