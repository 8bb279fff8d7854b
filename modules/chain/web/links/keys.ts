import { useEffect, useRef } from 'react'

/** What single keys do while predictions are checked. */
export type LinkAction = 'confirm' | 'refuse' | 'undo' | 'next' | 'previous'

const ACTIONS: Readonly<Record<string, LinkAction>> = {
  j: 'next',
  k: 'previous',
  y: 'confirm',
  n: 'refuse',
  u: 'undo',
}

/** The action of a key, or undefined; a key held down repeats itself and decides nothing. */
export function actionOf(event: Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey'>) {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return undefined
  return ACTIONS[event.key.toLowerCase()]
}

const belongsElsewhere = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null)

/** Single keys anywhere on the page but in fields and dialogs, and not while `off`. */
export function useLinkKeys(act: (action: LinkAction) => void, off: boolean): void {
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
