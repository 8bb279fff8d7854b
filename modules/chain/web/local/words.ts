import type { EndpointReply } from '#kernel/contract'
import { LOCAL_DEFINITIONS, type LocalDefinition, type localOverview } from '../../contract.ts'

export type Overview = EndpointReply<typeof localOverview>

/** Which figure's lines are asked for. */
export interface LinesOf {
  readonly scope: 'city' | 'oem' | 'model' | 'node' | 'district'
  readonly id?: string
  readonly name: string
  readonly definition: LocalDefinition
}

/** A definition from the address, if it names one. */
export const definitionFrom = (text: string | null): LocalDefinition | undefined =>
  LOCAL_DEFINITIONS.find((name) => name === text)
