import { z } from 'zod'

/** RFC 9457 problem details, with a stable code, both languages, and the faults field by field. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string().optional(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  requestId: z.string(),
  faults: z
    .array(z.object({ field: z.string(), code: z.string(), zh: z.string(), en: z.string() }))
    .optional(),
})

export type Problem = z.output<typeof problem>
