import type { Bilingual } from '#kernel/contract'
import type { Measure, Observation, TargetGlance } from '../contract.ts'

/** Where a figure of the report comes from. */
export interface FigureSource {
  /** measured from records, entered by people, or no value at all. */
  readonly kind: 'live' | 'manual' | 'none'
  readonly indicator: string | null
  readonly formula: Bilingual | null
  /** The observation that holds the figure, with its day and when and by whom it was put down. */
  readonly observation: Pick<
    Observation,
    'id' | 'period' | 'source' | 'recordedAt' | 'recordedBy' | 'note' | 'documentName'
  > | null
}

/** A target as the report froze it. Values in base units. */
export type ReportTarget = Omit<TargetGlance, 'spark' | 'hidden'> & {
  readonly daysLeft: number
  readonly requiredPace: number | null
  readonly actualPace: number | null
  readonly forecastNote: Bilingual | null
  readonly source: FigureSource
  /** For a target that lags: the districts that pull it down most. */
  readonly districts: readonly {
    readonly nameZh: string
    readonly nameEn: string
    readonly value: number
    readonly previous: number | null
    /** Absent in reports made before it was worked out. */
    readonly why?: Bilingual
  }[]
  /** Districts whose value is withheld. */
  readonly withheld?: number
}

export type ReportMeasure = Pick<
  Measure,
  | 'id'
  | 'title'
  | 'titleEn'
  | 'department'
  | 'ownerName'
  | 'dueOn'
  | 'progress'
  | 'state'
  | 'blocker'
  | 'overdue'
>

/** A monthly dispatch report, frozen: it reads the same however the records change afterwards. */
export interface ReportContent {
  readonly plan: { titleZh: string; titleEn: string; startsOn: string; endsOn: string }
  /** `YYYY-MM`. */
  readonly month: string
  /** Day that the figures are of: the month's end, or the day of making in a running month. */
  readonly asOf: string
  readonly madeAt: string
  readonly madeBy: string
  /** Whether the library holds synthetic firms. */
  readonly synthetic: boolean
  readonly enterprises: number
  readonly counts: Record<TargetGlance['state'], number>
  readonly targets: readonly ReportTarget[]
  readonly tasks: readonly {
    readonly number: number
    readonly titleZh: string
    readonly titleEn: string
    readonly departments: readonly string[]
    readonly measures: readonly ReportMeasure[]
  }[]
}
