interface Measured {
  /** Milliseconds from the beginning to the frame that follows the first drawing. */
  first?: number
  /** Milliseconds between frames while recording. */
  frames: number[]
  record: boolean
}

/** Runs a drawing and keeps its times where the bench finds them. */
export function measured(draw: (elements: number, box: HTMLElement) => Promise<void>): void {
  const found: Measured = { frames: [], record: false }
  Object.assign(globalThis, { measured: found })
  const elements = Number(new URLSearchParams(location.search).get('elements'))
  const box = document.getElementById('box') as HTMLElement
  const begun = performance.now()
  void draw(elements, box).then(() =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        found.first = performance.now() - begun
      }),
    ),
  )
  let last = performance.now()
  const tick = () => {
    const now = performance.now()
    if (found.record) found.frames.push(now - last)
    last = now
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
}
