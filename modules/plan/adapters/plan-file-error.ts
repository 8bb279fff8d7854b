/** Why a file cannot be read as a plan; each code has a text in both languages. */
export type PlanFileFault =
  | 'plan.file.encoding'
  | 'plan.file.docx'
  | 'plan.file.pdf'
  | 'plan.file.scanned'
  | 'plan.file.type'
  | 'plan.file.tooBig'

/** A file that cannot be read as a plan; the message is in Chinese and English, the code is stable. */
export class PlanFileError extends Error {
  readonly code: PlanFileFault
  readonly params: Record<string, unknown>
  constructor(
    code: PlanFileFault,
    message: string,
    options: ErrorOptions & { params?: Record<string, unknown> } = {},
  ) {
    super(message, options)
    this.name = 'PlanFileError'
    this.code = code
    this.params = options.params ?? {}
  }
}

/** The refusal of a file that would take more memory than it may. */
export function tooBig(limitMb: number, cause?: unknown): PlanFileError {
  return new PlanFileError(
    'plan.file.tooBig',
    `文件展开后超过 ${limitMb} MB，已停止读取 / The file unpacks to more than ${limitMb} MB; reading was stopped`,
    { cause, params: { limitMb } },
  )
}
