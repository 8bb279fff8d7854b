import { DISPLAY_ZONE } from '../core/index.ts'
import type { Job } from '../module/index.ts'

/** Work that recurs. */
export interface Schedule {
  readonly name: string
  /** Five cron fields (minute, hour, day, month, weekday) in the product's time zone. */
  readonly cron: string
  /** Name of the job to start, with an empty input, unless one is still waiting or running. */
  readonly job: string
}

/** The schedules of this process, as they are written to the queue at start. */
export class Schedules {
  readonly #all = new Map<string, Schedule>()

  /** Throws when the name is taken: two owners of one name would overwrite each other. */
  register(name: string, cron: string, job: string | Job): void {
    if (this.#all.has(name)) throw new Error(`schedule ${name} is registered twice`)
    this.#all.set(name, { name, cron, job: typeof job === 'string' ? job : job.name })
  }

  get(name: string): Schedule | undefined {
    return this.#all.get(name)
  }

  list(): readonly Schedule[] {
    return [...this.#all.values()]
  }

  forQueue(): { name: string; cron: string; timeZone: string }[] {
    return this.list().map(({ name, cron }) => ({ name, cron, timeZone: DISPLAY_ZONE }))
  }
}
