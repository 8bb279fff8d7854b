import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Compilation, CompiledTargetDto } from '../../contract.ts'
import { corrected } from './normalize.ts'

/** A target of the list with a key that stays when others are taken out. */
export type ReviewTarget = CompiledTargetDto & { readonly key: string }

export interface Review {
  readonly targets: readonly ReviewTarget[]
  readonly dirty: boolean
  readonly change: (key: string, part: Partial<CompiledTargetDto>) => void
  readonly remove: (key: string) => void
  readonly restore: () => void
  /** Whether something was taken out that `restore` brings back. */
  readonly canRestore: boolean
  /** Puts a target in its place in the text and returns its key. */
  readonly add: (target: CompiledTargetDto) => string
  /** The targets as the server takes them. */
  readonly plain: () => CompiledTargetDto[]
  readonly settled: () => void
}

let counter = 0
function keyed(target: CompiledTargetDto): ReviewTarget {
  counter += 1
  return { ...target, key: `t${counter}` }
}

/** The list under review: changes stay in the page until they are saved. */
export function useReview(compilation: Compilation): Review {
  const [targets, setTargets] = useState(() => compilation.targets.map(keyed))
  const [removed, setRemoved] = useState<readonly ReviewTarget[]>([])
  const [dirty, setDirty] = useState(false)
  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [dirty])
  const change = useCallback((key: string, part: Partial<CompiledTargetDto>) => {
    setTargets((all) => all.map((one) => (one.key === key ? { ...corrected(one, part), key } : one)))
    setDirty(true)
  }, [])
  const insert = useCallback((target: ReviewTarget) => {
    setTargets((all) => [...all, target].sort((a, b) => a.numberSpan.start - b.numberSpan.start))
    setDirty(true)
  }, [])
  const remove = useCallback(
    (key: string) => {
      const gone = targets.find((one) => one.key === key)
      if (!gone) return
      setTargets(targets.filter((one) => one.key !== key))
      setRemoved((all) => [...all, gone])
      setDirty(true)
    },
    [targets],
  )
  const restore = useCallback(() => {
    const last = removed.at(-1)
    if (!last) return
    setRemoved(removed.slice(0, -1))
    insert(last)
  }, [removed, insert])
  const add = useCallback(
    (target: CompiledTargetDto) => {
      const made = keyed(target)
      insert(made)
      return made.key
    },
    [insert],
  )
  const plain = useCallback(() => targets.map(({ key: _, ...rest }) => rest), [targets])
  const settled = useCallback(() => setDirty(false), [])
  return useMemo(
    () => ({ targets, dirty, change, remove, restore, canRestore: removed.length > 0, add, plain, settled }),
    [targets, dirty, change, remove, restore, removed, add, plain, settled],
  )
}
