import { type CompiledPlan, compilePlan } from '#engines/plan-compiler'
import { extractText } from './extract-text.ts'
import { PlanFileError, type PlanFileFault } from './plan-file-error.ts'

/** A file's bytes, or a text already at hand; whether it is to be compiled as well. */
export interface ReadPlanInput {
  readonly bytes?: Uint8Array
  readonly text?: string
  readonly maxCharacters: number
  readonly compile: boolean
}

export type ReadPlanOutput =
  | { readonly text: string; readonly compiled: CompiledPlan | undefined }
  | { readonly fault: PlanFileFault; readonly params: Record<string, unknown> }
  | { readonly length: number }

/** Runs in a worker thread: a hostile file or text costs its sender time, and nobody else. */
export default async function readPlan(input: ReadPlanInput): Promise<ReadPlanOutput> {
  try {
    const read = input.text ?? (await extractText(input.bytes!)).text
    if (read.length > input.maxCharacters) return { length: read.length }
    // PostgreSQL text holds no NUL, and a plan has none.
    const text = read.replaceAll('\u0000', ' ')
    return { text, compiled: input.compile ? compilePlan(text) : undefined }
  } catch (error) {
    if (error instanceof PlanFileError) return { fault: error.code, params: error.params }
    throw error
  }
}
