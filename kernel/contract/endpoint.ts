import type { z } from 'zod'

/** A text in both languages of the product. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** Who may call an endpoint before its service looks at the record: nobody in particular, any account, or holders of a permission. */
export type Access = 'public' | 'signedIn' | `${string}.${string}.${string}`

/**
 * One HTTP operation, described once: the server validates and documents by it, the pages and the command line
 * call through it. `kind` says how the reply travels: JSON, a file to download, or server-sent events.
 * Uploads take multipart bodies: their `body` schema describes the fields beside the file.
 */
export interface Endpoint<
  P extends z.ZodType | undefined = z.ZodType | undefined,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  B extends z.ZodType | undefined = z.ZodType | undefined,
  R extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Fastify style, from the root: `/api/registry/enterprises/:id`. */
  readonly path: `/${string}`
  readonly summary: Bilingual
  readonly access: Access
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly reply: R
  readonly kind?: 'json' | 'file' | 'events'
  readonly upload?: boolean
}

/** Declares an endpoint with its types inferred from the schemas. */
export function endpoint<
  R extends z.ZodType,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(definition: Endpoint<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return definition
}

type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined
type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined

/** What a handler receives, after validation. */
export type EndpointInput<E extends Endpoint> =
  E extends Endpoint<infer P, infer Q, infer B, infer _R>
    ? { readonly params: OutputOf<P>; readonly query: OutputOf<Q>; readonly body: OutputOf<B> }
    : never

type Part<K extends string, S> = S extends z.ZodType
  ? Record<never, never> extends z.input<S>
    ? { readonly [key in K]?: InputOf<S> }
    : { readonly [key in K]: InputOf<S> }
  : { readonly [key in K]?: undefined }

/** What a caller passes: only the parts that the endpoint has. */
export type EndpointCall<E extends Endpoint> =
  E extends Endpoint<infer P, infer Q, infer B, infer _R>
    ? Part<'params', P> & Part<'query', Q> & Part<'body', B>
    : never

/** What a caller receives. */
export type EndpointReply<E extends Endpoint> = z.output<E['reply']>
