import { formatPercent, useText } from '#kernel/web'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import type { DraftedHit } from './hit-line.tsx'

/** A hit in words: what is hit and how much of its output is lost. */
export function useHitName(): (hit: DraftedHit) => string {
  const { lang } = useText()
  const { nodeName } = useNodeNames()
  const { regionName } = useRegionNames()
  return ({ kind, code, name, share }) => {
    const what = kind === 'firm' ? (name ?? code) : kind === 'node' ? nodeName(code) : regionName(code)
    return `${what} −${formatPercent(share, lang)}`
  }
}
