interface Measured {
  /** Milliseconds from the beginning to the frame that follows the first drawing. */
  first?: number
}

/** Runs a drawing and keeps the time of its first picture where the bench finds it. */
export function measured(draw: (elements: number, box: HTMLElement) => Promise<void>): void {
  const found: Measured = {}
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
}
