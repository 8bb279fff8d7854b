import { z } from 'zod'
import { civilDateText, endpoint, instantText } from '#kernel/contract'

/** What is computed over the whole chain. */
export const RUN_KINDS = ['risk', 'local', 'gaps', 'links', 'tags'] as const
export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

/** One computation: on which state of the facts, how far, with what result. */
export const chainRun = z.object({
  id: z.uuid(),
  kind: z.enum(RUN_KINDS),
  state: z.enum(RUN_STATES),
  jobId: z.uuid().nullable(),
  input: z.record(z.string(), z.unknown()),
  asOf: civilDateText,
  /** Whether facts have changed since. */
  outdated: z.boolean(),
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  createdBy: z.string(),
  createdAt: instantText,
  startedAt: instantText.nullable(),
  endedAt: instantText.nullable(),
})
export type ChainRun = z.output<typeof chainRun>

/** The newest finished run of each kind, and the one that waits or runs. */
export const latestRuns = endpoint({
  method: 'GET',
  path: '/api/chain/runs',
  summary: { zh: '产业链计算的最新状态', en: 'Newest computations of the chain' },
  access: 'chain.analysis.read',
  reply: z.object({
    kinds: z.array(
      z.object({ kind: z.enum(RUN_KINDS), done: chainRun.nullable(), active: chainRun.nullable() }),
    ),
  }),
})

/** Starts a computation in a job; refused while another of its kind waits or runs (409 `chain.run.active`). */
export const startRun = endpoint({
  method: 'POST',
  path: '/api/chain/runs',
  summary: { zh: '开始一次产业链计算', en: 'Start a computation of the chain' },
  access: 'chain.analysis.start',
  body: z.object({
    kind: z.enum(RUN_KINDS),
    /** What the kind of computation takes, checked by it. */
    input: z.record(z.string(), z.unknown()).default({}),
  }),
  reply: chainRun,
})
