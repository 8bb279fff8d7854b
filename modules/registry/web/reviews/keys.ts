import { useEffect, useRef } from 'react'

/** Handlers of single keys; `1` to `9` come as `digit` with the number. */
export interface ReviewKeys {
  readonly j: () => void
  readonly k: () => void
  readonly n: () => void
  readonly x: () => void
  readonly digit: (number: number) => void
}

function belongsElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.closest('[role="dialog"],[role="menu"]') !== null)
  )
}

/** Single-key decisions anywhere on the page but in fields and dialogs, and not while `off`. */
export function useReviewKeys(keys: ReviewKeys, off: boolean): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (off) return
    const onKey = (event: KeyboardEvent) => {
      // A key held down repeats itself; each decision must be a key of its own.
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
      if (belongsElsewhere(event.target)) return
      const key = event.key.toLowerCase()
      if (key === 'j' || key === 'k' || key === 'n' || key === 'x') latest.current[key]()
      else if (/^[1-9]$/.test(key)) latest.current.digit(Number(key))
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [off])
}
