import { AppError } from './errors.ts'

/** An expected outcome: either a value or a refusal whose code is also its translation key. */
export type Result<T, C extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal<C> }

/** Why something was refused. `code` is stable and translatable; `params` fill its text. */
export interface Refusal<C extends string = string> {
  readonly code: C
  readonly params?: Record<string, unknown>
  /** Dotted path of the field at fault, when one is. */
  readonly field?: string
}

/** Wraps a value that went well. @example ok(42) */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

/** A refusal by code. @example refuse('registry.uscc.check', { value }) */
export function refuse<C extends string>(
  code: C,
  params?: Record<string, unknown>,
  field?: string,
): { readonly ok: false; readonly error: Refusal<C> } {
  return { ok: false, error: { code, params, field } }
}

/** The value of a result, or its refusal thrown as an AppError for callers that have no other way out. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new AppError(result.error.code, result.error.params, { field: result.error.field })
}
