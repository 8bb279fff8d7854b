/** A picture of the size that the chain page has to keep fluid: firms in rings, relations across. */
export interface Scene {
  readonly nodes: readonly {
    readonly id: string
    readonly x: number
    readonly y: number
    readonly size: number
  }[]
  readonly links: readonly { readonly id: string; readonly from: string; readonly to: string }[]
}

/** `elements` in all, three links to two nodes, always the same. */
export function scene(elements: number): Scene {
  const count = Math.round(elements * 0.4)
  let state = 7
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const nodes = Array.from({ length: count }, (_, at) => {
    const angle = (at / count) * Math.PI * 2
    const radius = 220 + 60 * (at % 7)
    return { id: `n${at}`, x: Math.cos(angle) * radius, y: Math.sin(angle) * radius, size: 3 + (at % 4) }
  })
  const links = Array.from({ length: elements - count }, (_, at) => ({
    id: `e${at}`,
    from: `n${Math.floor(random() * count)}`,
    to: `n${Math.floor(random() * random() * count)}`,
  })).filter(({ from, to }) => from !== to)
  return { nodes, links }
}
