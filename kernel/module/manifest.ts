import type { Bilingual, Endpoint, EndpointInput, EndpointReply } from '../contract/index.ts'
import type { Ctx } from './context.ts'
import type { Grant, Resource } from './permission.ts'

/** One step of a module's schema. Runs inside a transaction; names sort in the order they apply. */
export interface Migration {
  /** `0001-enterprise`, unique inside the module. */
  readonly name: string
  /** SQL statements, separated by semicolons at line ends; the module's schema is named `MODULE`. */
  readonly sql: string
}

/** A file coming out of a handler. */
export interface FileReply {
  readonly fileName: string
  readonly contentType: string
  readonly stream: NodeJS.ReadableStream | AsyncIterable<Uint8Array | string> | Uint8Array
}

/** A file coming into a handler, already on disk inside the data folder's upload area. */
export interface UploadedFile {
  readonly fileName: string
  readonly path: string
  readonly bytes: number
}

/** A mounted endpoint: the contract and the use case behind it. */
export interface Route<E extends Endpoint = Endpoint> {
  readonly endpoint: E
  readonly handle: (
    ctx: Ctx,
    input: EndpointInput<E> & { readonly files: readonly UploadedFile[] },
  ) => Promise<EndpointReply<E> | FileReply | AsyncIterable<unknown>>
}

/** Binds an endpoint to its handler, with types checked. */
export function route<E extends Endpoint>(
  endpoint: E,
  handle: (
    ctx: Ctx,
    input: EndpointInput<E> & { readonly files: readonly UploadedFile[] },
  ) => Promise<EndpointReply<E> | FileReply | AsyncIterable<unknown>>,
): Route {
  return { endpoint, handle } as unknown as Route
}

/** What a running job can do. */
export interface JobRun<I> {
  readonly id: string
  readonly input: I
  readonly signal: AbortSignal
  /** Reports progress; `done` of `total` steps, and a text key with parameters. Durable and pushed to watchers. */
  progress(report: {
    done: number
    total?: number
    note?: string
    params?: Record<string, unknown>
  }): Promise<void>
  /** State kept across restarts, so that a killed job goes on where it was. */
  readonly checkpoint: unknown
  saveCheckpoint(state: unknown): Promise<void>
}

/** A kind of background job. */
// biome-ignore lint/suspicious/noExplicitAny: the input type varies by job; each job checks its own.
export interface Job<I = any> {
  readonly name: string
  readonly titles: Bilingual
  /** Permission needed to start, see and cancel it. */
  readonly access: string
  readonly retries?: number
  run(ctx: Ctx, run: JobRun<I>): Promise<unknown>
}

/** One measured value of an indicator. */
export interface IndicatorValue {
  readonly value: number | null
  /** Region code when the value is for a district; absent for the whole city. */
  readonly region?: string
  /** True when the value is withheld because fewer than five firms make it; `value` is then null. */
  readonly hidden?: boolean
}

/** The records behind a value, as a page of rows that a person can read. */
export interface EvidencePage {
  readonly columns: readonly {
    readonly key: string
    readonly titles: Bilingual
    readonly kind?: 'text' | 'number' | 'money' | 'date' | 'link'
  }[]
  readonly rows: readonly Record<string, unknown>[]
  readonly total: number
}

/**
 * Whether a figure may be told however few firms stand behind it. `public`: a plain count of firms by what registers and
 * title lists publish anyway. `statistical`: what firms report of themselves (revenue, staff, output …); a cell of fewer
 * than five firms would tell a single firm's figure.
 */
export type Disclosure = 'public' | 'statistical'

/** Something that a module measures for the plan. */
export interface Indicator {
  /** `registry.parts_enterprises`. */
  readonly key: string
  readonly titles: Bilingual
  /** Base unit: `count`, `fen`, `ratio`, `person`, `vehicle`, `km` … */
  readonly unit: string
  readonly formula: Bilingual
  /** Figures of an indicator that declares nothing are statistical. */
  readonly disclosure?: Disclosure
  /** It counts what stays counted: it can only grow. */
  readonly cumulative?: boolean
  /** Node by node, for those that can say it: which parts of the chain make the value. */
  byNode?(ctx: Ctx, asOf: string): Promise<readonly { node: string; value: number }[]>
  /** How old the newest fact behind it may be before it counts as stale, in days. */
  readonly freshDays: number
  /** Values at a civil date: the city first, then the districts. */
  measure(ctx: Ctx, asOf: string): Promise<readonly IndicatorValue[]>
  /** The rows that make the value. */
  evidence(
    ctx: Ctx,
    query: { asOf: string; region?: string; page: number; size: number },
  ): Promise<EvidencePage>
  /** End-of-month history where the facts allow it to be recomputed. */
  history?(ctx: Ctx, from: string, to: string): Promise<readonly { period: string; value: number | null }[]>
}

/** The front door of a module: what it is called, what it needs, what it brings. */
export interface ModuleManifest {
  readonly name: string
  readonly titles: Bilingual
  readonly summary: Bilingual
  /** Names of the modules whose front doors it uses. */
  readonly needs: readonly string[]
  readonly resources: readonly Resource[]
  readonly grants: readonly Grant[]
  readonly migrations: readonly Migration[]
  readonly routes: readonly Route[]
  readonly indicators: readonly Indicator[]
  readonly jobs: readonly Job[]
  /** Texts of its refusals and notices, by code. */
  readonly messages: Record<string, Bilingual>
  /** Runs at every start, after migration: brings in what the pack says. Must change nothing the second time. */
  start?(ctx: Ctx): Promise<void>
  /** Jobs that recur, in five cron fields of the product's time zone. */
  readonly schedules?: readonly { readonly name: string; readonly cron: string; readonly job: string }[]
  /** Reactions to events of the outbox, by event type. At least once: must be idempotent. */
  readonly subscriptions?: readonly {
    readonly type: string
    handle(ctx: Ctx, event: OutboxEvent): Promise<void>
  }[]
}

/** A fact that happened, delivered at least once, in order per stream. */
export interface OutboxEvent {
  readonly id: string
  readonly type: string
  readonly stream: string
  readonly payload: unknown
  readonly at: string
}

/** Declares a module; the place where its shape is checked. */
export function defineModule(manifest: ModuleManifest): ModuleManifest {
  return manifest
}
