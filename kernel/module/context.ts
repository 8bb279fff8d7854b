import type { Config } from '../config/index.ts'
import type { Db } from '../db/index.ts'
import type { Pack } from '../packs/index.ts'
import type { ModuleManifest } from './manifest.ts'
import type { Actor, Permissions } from './permission.ts'

export type Lang = 'zh' | 'en'

/** One entry of the audit log. */
export interface AuditEntry {
  /** `registry.enterprise.write`, `auth.signIn` … */
  readonly action: string
  readonly resource: string
  readonly recordId: string | null
  /** What changed, or which sensitive fields were read; never a secret. */
  readonly detail?: unknown
}

/** What a job looks like from outside. */
export interface JobState {
  readonly id: string
  readonly name: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  readonly note: string | null
  readonly params: Record<string, unknown>
  readonly result: unknown
  readonly error: { code: string; params: Record<string, unknown> } | null
  readonly createdAt: string
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly createdBy: string | null
}

/** The services every use case may use. Database functions take the Db or Trx of the context they work in. */
export interface Kernel {
  readonly config: Config
  readonly modules: readonly ModuleManifest[]
  readonly permissions: Permissions
  readonly pack: Pack
  /** The current instant; replaced in tests. */
  now(): Date
  readonly audit: { append(ctx: Ctx, entry: AuditEntry): Promise<void> }
  readonly events: {
    emit(ctx: Ctx, event: { type: string; stream: string; payload: unknown }): Promise<void>
  }
  readonly jobs: {
    /** Puts a job in the queue as part of the context's transaction and returns its id. */
    enqueue(ctx: Ctx, name: string, input: unknown): Promise<string>
    get(ctx: Ctx, id: string): Promise<JobState | undefined>
    cancel(ctx: Ctx, id: string): Promise<void>
    /** Yields the state now and at every change until it ends. */
    watch(ctx: Ctx, id: string, signal: AbortSignal): AsyncIterable<JobState>
  }
}

/** What a use case works with: who asks, in which language, on which database or transaction. */
export interface Ctx {
  readonly kernel: Kernel
  readonly db: Db
  readonly actor: Actor
  readonly lang: Lang
  readonly requestId: string
}
