import { z } from 'zod'

/** Query of every list: page from 1, size up to 500, `sort` as `field` or `-field`, free text `q`. */
export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(500).default(20),
  sort: z
    .string()
    .regex(/^-?[A-Za-z][A-Za-z0-9]*$/)
    .max(60)
    .optional(),
  q: z.string().trim().max(200).optional(),
})

/** Reply of every list: the rows of this page and how many there are in all. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({
    rows: z.array(row),
    total: z.number().int(),
    page: z.number().int(),
    size: z.number().int(),
  })
}

export interface Page<T> {
  rows: T[]
  total: number
  page: number
  size: number
}

/** A comma separated list in a query string, as an array. */
export const commaList = z
  .string()
  .max(4000)
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )

/** `true`/`false` in a query string. */
export const queryFlag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** A civil date, `YYYY-MM-DD`, that exists in the calendar. */
export const civilDateText = z.iso.date()

/** An instant in UTC. */
export const instantText = z.iso.datetime({ offset: true })
