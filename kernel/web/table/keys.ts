import { type KeyboardEvent, type RefObject, useEffect } from 'react'

/** Whether keys typed there belong to a field and not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

/** The key `/` puts the cursor into the search box, anywhere on the page but in a field. */
export function useSlash(focus: () => void): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      event.preventDefault()
      focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [focus])
}

/** Arrow keys, Home and End move between the rows of a list (elements marked `data-row`); Enter opens one. */
export function onRowKey(
  event: KeyboardEvent<HTMLElement>,
  list: RefObject<HTMLElement | null>,
  open?: () => void,
): void {
  if (event.target !== event.currentTarget) return
  if (event.key === 'Enter') {
    open?.()
    return
  }
  const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  const at = rows.indexOf(event.currentTarget)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  rows[Math.max(0, Math.min(rows.length - 1, to))]?.focus()
}
