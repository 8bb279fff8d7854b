import { useEffect, useRef } from 'react'

/** What single keys do in the queue. */
export type CheckAction = 'confirmed' | 'edited' | 'ended' | 'unsure' | 'next' | 'previous' | 'undo'

const ACTIONS: Readonly<Record<string, CheckAction>> = {
  y: 'confirmed',
  e: 'edited',
  n: 'ended',
  s: 'unsure',
  j: 'next',
  arrowdown: 'next',
  k: 'previous',
  arrowup: 'previous',
  u: 'undo',
}

/** The action of a key; a key held down repeats itself, and each decision must be a key of its own. */
export function actionOf(event: Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey'>) {
  const action = ACTIONS[event.key.toLowerCase()]
  const walks = action === 'next' || action === 'previous'
  if ((event.repeat && !walks) || event.ctrlKey || event.metaKey || event.altKey) return undefined
  return action
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
export function useCheckKeys(act: (action: CheckAction) => void, off: boolean): void {
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
