import { esriOfShock } from './esri.ts'
import type { EsriOptions, RiskNetwork, Shock, ShockOutcome } from './types.ts'

/** One link of a path. Downstream `from` supplies `to`; upstream `from` is the customer that `to` loses. */
export interface StopLink {
  readonly from: number
  readonly to: number
  /** What is supplied along the link. */
  readonly sector: number
  /** Share of output that each end loses. */
  readonly lossFrom: number
  readonly lossTo: number
  /** Share of `to`'s loss that comes by this link. */
  readonly part: number
}

/** Why a firm loses output: the strongest chain of firms from the shock to it. */
export interface StopPath {
  readonly firm: number
  readonly direction: 'shock' | 'down' | 'up'
  readonly loss: number
  /** From a shocked firm to this one; empty when it was shocked itself. */
  readonly links: readonly StopLink[]
}

/** A computed shock that can be asked about. */
export interface ShockExplanation {
  readonly outcome: ShockOutcome
  /** @returns undefined when the shock does not reach the firm */
  explain(firm: number): StopPath | undefined
}

/**
 * Computes a shock and explains the loss of each firm: from the firm back to the shock, at each step along the link that
 * carries most of the loss, among the links from firms that were hit before it. So paths never run in a circle, and each is a
 * shortest one in steps. Downstream only the worst slot counts, as in the index.
 *
 * Time: once the relations of the firms reached; each path its links times their rows.
 */
export function explainShock(
  network: RiskNetwork,
  shock: Shock,
  options: EsriOptions = {},
): ShockExplanation {
  const outcome = esriOfShock(network, shock, options)
  const { firms, positions } = network
  const lossDown = new Float64Array(firms)
  const lossUp = new Float64Array(firms)
  for (const [at, firm] of outcome.firm.entries()) {
    lossDown[firm] = outcome.lossDown[at] as number
    lossUp[firm] = outcome.lossUp[at] as number
  }
  const shocked = new Map<number, number>()
  for (let at = 0; at < shock.firm.length; at++)
    shocked.set(shock.firm[at] as number, shock.share ? (shock.share[at] as number) : 1)
  const withheld = new Float64Array(positions)
  const left = new Float64Array(network.sectors)
  for (let p = 0; p < positions; p++)
    left[network.positionSector[p] as number]! +=
      (network.positionOutput[p] as number) * (1 - (lossDown[network.positionFirm[p] as number] as number))
  for (let p = 0; p < positions; p++) {
    const size = network.positionOutput[p] as number
    const rest = left[network.positionSector[p] as number] as number
    const lost = lossDown[network.positionFirm[p] as number] as number
    withheld[p] = options.substitution !== false && size < rest ? (size / rest) * lost : lost
  }
  const suppliesOf = inputsByBuyer(network)
  const customersOf = customersBySupplier(network)
  const hit = [...shocked].filter(([, share]) => share > 0).map(([firm]) => firm)
  const arrivalDown = arrivals(firms, hit, (firm, reach) => {
    for (
      let p = network.positionOffsets[firm] as number;
      p < (network.positionOffsets[firm + 1] as number);
      p++
    )
      if ((withheld[p] as number) > 0)
        for (let a = network.downOffsets[p] as number; a < (network.downOffsets[p + 1] as number); a++)
          reach(network.downBuyer[a] as number)
  })
  const arrivalUp = arrivals(firms, hit, (firm, reach) => {
    for (let a = network.upOffsets[firm] as number; a < (network.upOffsets[firm + 1] as number); a++)
      reach(network.upSupplier[a] as number)
  })

  /** A shocked firm that loses more than its shock was hit by others later: any of them may stand before it. */
  const isBefore = (arrival: (firm: number) => number, from: number, to: number) =>
    from !== to && (shocked.has(to) || arrival(from) < arrival(to))

  function linkDown(j: number): StopLink | undefined {
    const lost = new Map<number, number>()
    for (const { position, slot, share } of suppliesOf(j))
      lost.set(slot, (lost.get(slot) ?? 0) + share * (withheld[position] as number))
    let worst = -1
    for (const [slot, amount] of lost) if (worst < 0 || amount > (lost.get(worst) as number)) worst = slot
    return strongest(
      suppliesOf(j)
        .filter(({ slot }) => slot === worst || (lost.get(slot) ?? 0) > 0)
        .map(({ position, slot, share }) => ({
          // Links outside the worst slot serve only where that was filled later than the firm was first hit.
          rank: slot === worst ? 1 : 0,
          from: network.positionFirm[position] as number,
          to: j,
          sector: network.positionSector[position] as number,
          lossFrom: lossDown[network.positionFirm[position] as number] as number,
          lossTo: lossDown[j] as number,
          part: (share * (withheld[position] as number)) / (lost.get(slot) as number),
        }))
        .filter(({ from, part }) => part > 0 && isBefore(arrivalDown, from, j)),
    )
  }

  function linkUp(i: number): StopLink | undefined {
    const links = customersOf(i)
      .map(({ buyer, share }) => ({
        rank: 1,
        from: buyer,
        to: i,
        sector: network.sector[i] as number,
        lossFrom: lossUp[buyer] as number,
        lossTo: lossUp[i] as number,
        part: share * (lossUp[buyer] as number),
      }))
      .filter(({ part }) => part > 0)
    const all = links.reduce((total, { part }) => total + part, 0)
    return strongest(
      links
        .filter(({ from }) => isBefore(arrivalUp, from, i))
        .map((link) => ({ ...link, part: link.part / all })),
    )
  }

  return {
    outcome,
    explain(firm) {
      const loss = Math.max(lossDown[firm] ?? 0, lossUp[firm] ?? 0)
      if (loss <= 0) return undefined
      if ((shocked.get(firm) ?? 0) >= loss) return { firm, direction: 'shock', loss, links: [] }
      const direction = (lossDown[firm] as number) >= (lossUp[firm] as number) ? 'down' : 'up'
      const back = direction === 'down' ? linkDown : linkUp
      const links: StopLink[] = []
      let at = firm
      while (links.length === 0 || !shocked.has(at)) {
        const link = back(at)
        if (!link) break
        links.unshift(link)
        at = link.from
      }
      return { firm, direction, loss, links }
    },
  }
}

function strongest(links: readonly (StopLink & { rank: number })[]): StopLink | undefined {
  let best: (StopLink & { rank: number }) | undefined
  for (const link of links)
    if (!best || link.rank > best.rank || (link.rank === best.rank && link.part > best.part)) best = link
  if (!best) return undefined
  const { rank: _, ...link } = best
  return link
}

/** The step in which a shock first reaches each firm: breadth first. */
function arrivals(
  firms: number,
  hit: readonly number[],
  spread: (firm: number, reach: (other: number) => void) => void,
): (firm: number) => number {
  const step = new Map(hit.map((firm) => [firm, 0]))
  let front = [...hit]
  for (let count = 1; front.length > 0; count++) {
    const next: number[] = []
    for (const firm of front)
      spread(firm, (other) => {
        if (step.has(other)) return
        step.set(other, count)
        next.push(other)
      })
    front = next
  }
  return (firm) => step.get(firm) ?? firms + 1
}

interface InputLink {
  readonly position: number
  readonly slot: number
  readonly share: number
}

function inputsByBuyer(network: RiskNetwork): (buyer: number) => readonly InputLink[] {
  const rows = new Map<number, InputLink[]>()
  for (let position = 0; position < network.positions; position++)
    for (
      let a = network.downOffsets[position] as number;
      a < (network.downOffsets[position + 1] as number);
      a++
    ) {
      const link = { position, slot: network.downSlot[a] as number, share: network.downShare[a] as number }
      const row = rows.get(network.downBuyer[a] as number)
      if (row) row.push(link)
      else rows.set(network.downBuyer[a] as number, [link])
    }
  return (buyer) => rows.get(buyer) ?? []
}

function customersBySupplier(
  network: RiskNetwork,
): (supplier: number) => readonly { readonly buyer: number; readonly share: number }[] {
  const rows = new Map<number, { buyer: number; share: number }[]>()
  for (let buyer = 0; buyer < network.firms; buyer++)
    for (let a = network.upOffsets[buyer] as number; a < (network.upOffsets[buyer + 1] as number); a++) {
      const link = { buyer, share: network.upShare[a] as number }
      const row = rows.get(network.upSupplier[a] as number)
      if (row) row.push(link)
      else rows.set(network.upSupplier[a] as number, [link])
    }
  return (supplier) => rows.get(supplier) ?? []
}
