import { type KeyboardEvent, useEffect, useImperativeHandle, useRef } from 'react'
import { useShade } from '#kernel/web'
import { ChainCanvas } from './canvas/chain-canvas.ts'
import type { Covered, Drawing } from './canvas/drawing.ts'
import { PALETTES } from './colors.ts'

export interface CanvasHandle {
  readonly fit: () => void
  readonly zoom: (factor: number) => void
  readonly centre: (key: string) => void
  readonly picture: (note: string) => string
}

interface CanvasBoxProps {
  readonly drawing: Drawing
  /** The picture is brought into view anew when this changes. */
  readonly fitKey: string
  readonly chosen?: string
  readonly covered: Covered
  readonly label: string
  readonly onPick: (key: string | undefined) => void
  readonly onOpen: (key: string) => void
  readonly handle: React.Ref<CanvasHandle>
}

const PAN = 60
const ZOOM = 1.25

/** The canvas of the chain on a page: dragged and zoomed by pointer, wheel and keyboard. */
export function CanvasBox(props: CanvasBoxProps) {
  const { drawing, fitKey, chosen, label, onPick, onOpen, handle } = props
  const { right, bottom } = props.covered
  const shade = useShade()
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<ChainCanvas>(undefined)
  const events = useRef({ onPick, onOpen })
  events.current = { onPick, onOpen }
  const fitted = useRef<string>(undefined)
  useEffect(() => {
    const made = new ChainCanvas(box.current as HTMLDivElement, {
      onPick: (key) => events.current.onPick(key),
      onOpen: (key) => events.current.onOpen(key),
    })
    canvas.current = made
    return () => {
      made.remove()
      fitted.current = undefined
    }
  }, [])
  useEffect(() => {
    const { text, surface } = PALETTES[shade]
    canvas.current?.wear({ text, surface, font: getComputedStyle(document.body).fontFamily })
  }, [shade])
  useEffect(() => canvas.current?.cover({ right, bottom }), [right, bottom])
  useEffect(() => {
    canvas.current?.show(drawing, { fit: fitted.current !== fitKey, chosen })
    fitted.current = fitKey
  }, [drawing, fitKey, chosen])
  useImperativeHandle(handle, () => ({
    fit: () => canvas.current?.fit(),
    zoom: (factor) => canvas.current?.zoom(factor),
    centre: (key) => canvas.current?.centre(key),
    picture: (note) => canvas.current?.picture(note) ?? '',
  }))
  const keys: Record<string, () => void> = {
    ArrowLeft: () => canvas.current?.pan(PAN, 0),
    ArrowRight: () => canvas.current?.pan(-PAN, 0),
    ArrowUp: () => canvas.current?.pan(0, PAN),
    ArrowDown: () => canvas.current?.pan(0, -PAN),
    '+': () => canvas.current?.zoom(ZOOM),
    '=': () => canvas.current?.zoom(ZOOM),
    '-': () => canvas.current?.zoom(1 / ZOOM),
    '0': () => canvas.current?.fit(),
  }
  const press = (event: KeyboardEvent) => {
    const act = keys[event.key]
    if (!act || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act()
  }
  return (
    // The list beside it says the same to who cannot see it; arrows, + - and 0 move it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a picture that is moved by keys must be reachable by keys
    <div ref={box} className="zq-graph-box" role="img" aria-label={label} tabIndex={0} onKeyDown={press} />
  )
}
