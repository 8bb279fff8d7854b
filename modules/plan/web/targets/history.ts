import type { Observation } from '../../contract.ts'

export interface HistoryValue {
  readonly period: string
  readonly value: number
}

/** The values of the whole city that hold today (not superseded, known), oldest first. */
export function cityHistory(observations: readonly Observation[]): HistoryValue[] {
  return observations
    .filter((one) => one.region === null && one.supersededBy === null)
    .flatMap(({ period, value }) => (value === null ? [] : [{ period, value }]))
    .sort((a, b) => (a.period < b.period ? -1 : 1))
}

export interface ObservationRow extends Observation {
  /** The value that took its place, where it was corrected. */
  readonly correctedTo: number | null | undefined
}

/** Observations newest first, each superseded one right below the value that took its place. */
export function observationRows(observations: readonly Observation[]): ObservationRow[] {
  const byId = new Map(observations.map((one) => [one.id, one]))
  return [...observations]
    .sort((a, b) => {
      if (a.period !== b.period) return a.period < b.period ? 1 : -1
      if (a.region !== b.region) return (a.region ?? '') < (b.region ?? '') ? -1 : 1
      return a.recordedAt < b.recordedAt ? 1 : -1
    })
    .map((one) => ({
      ...one,
      correctedTo: one.supersededBy === null ? undefined : byId.get(one.supersededBy)?.value,
    }))
}
