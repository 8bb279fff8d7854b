import { sql } from 'kysely'
import { newId } from '#kernel/core'
import { bulkInsert, type Db } from '#kernel/db'

/** Who writes what is invented, in notes of measures. */
const AUTHOR = 'synthetic'

/** Days on which targets have a current value for the city, as `target day`. */
export async function periodsOf(db: Db, targets: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ at: string }>`
    select target_id || ' ' || period as at from plan.observation
    where target_id = any(${[...targets]}::uuid[]) and region is null and superseded_by is null`.execute(db)
  return new Set(rows.map(({ at }) => at))
}

/** Measures of the pack that nobody has touched, with their place in the plan. */
export async function untouchedMeasures(db: Db, planId: string): Promise<{ id: string; index: number }[]> {
  const { rows } = await sql<{ id: string; index: number; fresh: boolean }>`
    select m.id, row_number() over (order by t.number, m.seed)::integer as index,
      m.version = 1 and m.due_on is null and m.progress = 0
        and not exists (select from plan.measure_note n where n.measure_id = m.id) as fresh
    from plan.measure m join plan.task t on t.id = m.task_id
    where t.plan_id = ${planId} and m.seed is not null`.execute(db)
  return rows.filter(({ fresh }) => fresh)
}

/** Writes invented states of measures, each with a note that says so. */
export async function writeSampleMeasures(
  db: Db,
  measures: readonly {
    readonly id: string
    readonly dueOn: string
    readonly progress: number
    readonly state: string
    readonly blocker: boolean
  }[],
  texts: { readonly note: string; readonly blocker: string },
): Promise<void> {
  for (const { id, dueOn, progress, state, blocker } of measures) {
    await sql`update plan.measure set due_on = ${dueOn}::date, progress = ${progress}, state = ${state},
      blocker = ${blocker ? texts.blocker : null} where id = ${id}::uuid`.execute(db)
  }
  await bulkInsert(
    db,
    'plan.measure_note',
    [
      { name: 'id', type: 'uuid' },
      { name: 'measure_id', type: 'uuid' },
      { name: 'author', type: 'text' },
      { name: 'progress', type: 'double precision' },
      { name: 'state', type: 'text' },
      { name: 'text', type: 'text' },
    ],
    measures.map(({ id, progress, state }) => ({
      id: newId(),
      measure_id: id,
      author: AUTHOR,
      progress,
      state,
      text: texts.note,
    })),
  )
}

/** Whether anything invented is there. */
export async function hasSample(db: Db): Promise<boolean> {
  const { rows } = await sql`select 1 where exists (select from plan.observation where source = 'synthetic')
    or exists (select from plan.measure_note where author = ${AUTHOR})`.execute(db)
  return rows.length > 0
}

/** Takes out everything invented; a measure that somebody has changed since keeps its state and loses the note. */
export async function deleteSample(db: Db, note: string): Promise<void> {
  await sql`delete from plan.observation where source = 'synthetic'`.execute(db)
  await sql`update plan.target set measured_on = null where not exists
    (select from plan.observation o where o.target_id = target.id)`.execute(db)
  await sql`update plan.measure m set due_on = null, progress = 0, state = 'open', blocker = null
    where m.version = 1
      and exists (select from plan.measure_note n
        where n.measure_id = m.id and n.author = ${AUTHOR} and n.text = ${note})
      and not exists (select from plan.measure_note n where n.measure_id = m.id and n.author <> ${AUTHOR})`.execute(
    db,
  )
  await sql`delete from plan.measure_note where author = ${AUTHOR}`.execute(db)
}
