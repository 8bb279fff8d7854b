export { compilePlan } from './compile.ts'
export { type PlanJsonTarget, toPlanJson } from './json.ts'
export { canonicalize } from './normalize.ts'
export type {
  Comparator,
  CompiledPlan,
  CompiledSection,
  CompiledTarget,
  CompiledTask,
  CompileOptions,
  NormalizedValue,
  RejectedNumber,
  Span,
} from './types.ts'
