import type { RiskNetwork, Shock, ShockOutcome } from '#engines/systemic-risk'

/** A firm counts as reached from this loss of its output on; less than a thousandth is nothing a firm would notice. */
export const REACHED_FROM = 0.001

/** Losses of the firms that a shock reached, the shocked ones apart. */
export interface Losses {
  readonly firm: Uint32Array
  readonly down: Float64Array
  readonly up: Float64Array
  /** The worse of the two. */
  readonly loss: Float64Array
}

/** The firms that lose at least {@link REACHED_FROM}, the largest lost output first; without those of `except`. */
export function lossesOf(
  network: RiskNetwork,
  { firm, lossDown, lossUp }: ShockOutcome,
  except: ReadonlySet<number>,
): Losses {
  const loss = (at: number) => Math.max(lossDown[at] as number, lossUp[at] as number)
  const lost = (at: number) => loss(at) * (network.output[firm[at] as number] as number)
  const order = [...firm.keys()]
    .filter((at) => loss(at) >= REACHED_FROM && !except.has(firm[at] as number))
    .sort((a, b) => lost(b) - lost(a) || loss(b) - loss(a) || (firm[a] as number) - (firm[b] as number))
  return {
    firm: Uint32Array.from(order, (at) => firm[at] as number),
    down: Float64Array.from(order, (at) => lossDown[at] as number),
    up: Float64Array.from(order, (at) => lossUp[at] as number),
    loss: Float64Array.from(order, loss),
  }
}

/** Shocked firms that lose no more than the shock itself took: nothing came to them through the chain. */
export function noMoreThan({ firm, lossDown, lossUp }: ShockOutcome, shock: Required<Shock>): Set<number> {
  const share = new Map<number, number>()
  for (let at = 0; at < shock.firm.length; at++)
    share.set(shock.firm[at] as number, shock.share[at] as number)
  return new Set(
    firm.filter((of, at) => {
      const taken = share.get(of)
      const loss = Math.max(lossDown[at] as number, lossUp[at] as number)
      return taken !== undefined && loss - taken < REACHED_FROM
    }),
  )
}
