import { useEffect, useRef } from 'react'

/** What single keys do at the review desk. */
export type DeskAction = 'same' | 'different' | 'later' | 'next' | 'previous' | 'undo' | 'help'

const ACTIONS: Readonly<Record<string, DeskAction>> = {
  s: 'same',
  d: 'different',
  l: 'later',
  j: 'next',
  arrowright: 'next',
  k: 'previous',
  arrowleft: 'previous',
  u: 'undo',
  '?': 'help',
  '？': 'help',
}

/** The action of a key, or undefined; `?` is typed with the shift key, in Chinese input as a wide character. */
export function actionOf(event: Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey'>) {
  // A key held down repeats itself; each decision must be a key of its own.
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return undefined
  return ACTIONS[event.key.toLowerCase()]
}

function belongsElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.closest('[role="dialog"],[role="menu"],[role="listbox"],[role="radiogroup"]') !== null)
  )
}

/** Single keys anywhere on the page but in fields and dialogs, and not while `off`. */
export function useDeskKeys(act: (action: DeskAction) => void, off: boolean): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (off) return
    const onKey = (event: KeyboardEvent) => {
      const action = actionOf(event)
      if (!action || belongsElsewhere(event.target)) return
      event.preventDefault()
      latest.current(action)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [off])
}
