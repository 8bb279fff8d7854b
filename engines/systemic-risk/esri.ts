import { type Cascade, cascade, type SparseCascade } from './cascade.ts'
import { denseRows, LANES, type Lanes, openLanes } from './lanes.ts'
import { queueCascade } from './queue.ts'
import type { EsriFigures, EsriOptions, RiskNetwork, Shock, ShockOutcome } from './types.ts'

/** ESRI of firms `from` … `to - 1`, one value for each. */
export interface EsriTable {
  readonly from: number
  readonly to: number
  readonly esri: Float64Array
  readonly down: Float64Array
  readonly up: Float64Array
  readonly previous: Float64Array
  readonly steps: Uint32Array
}

/**
 * Economic systemic risk index (Diem et al., Scientific Reports 12:7719, 2022): the share of the network's output that is lost
 * when one firm stops, for each firm of a range. Ranges are independent: threads may take one each.
 *
 * @param onFirm is told after each firm; what it throws ends the run
 * @throws RangeError when the range or an option is not valid
 * @example const { esri } = esriRange(riskNetwork(input), 0, input.firms, { eps: 1e-6 })
 */
export function esriRange(
  network: RiskNetwork,
  from: number,
  to: number,
  options: EsriOptions = {},
  onFirm?: (firm: number) => void,
): EsriTable {
  return esriRanges(network, options)(from, to, onFirm)
}

/** As {@link esriRange}, for one range after another on the same arrays. */
export function esriRanges(
  network: RiskNetwork,
  options: EsriOptions = {},
): (from: number, to: number, onFirm?: (firm: number) => void) => EsriTable {
  const inOrder =
    options.order === 'queue'
      ? oneByOne(cascadeOf(network, options))
      : inTwoGears(network, cascade(network, options), options)
  return (from, to, onFirm) => {
    if (!(from >= 0 && from <= to && to <= network.firms))
      throw new RangeError(`firms ${from} … ${to}: there are ${network.firms}`)
    const count = to - from
    const table = {
      from,
      to,
      esri: new Float64Array(count),
      down: new Float64Array(count),
      up: new Float64Array(count),
      previous: new Float64Array(count),
      steps: new Uint32Array(count),
    }
    inOrder(from, to, (firm, found) => {
      const at = firm - from
      table.esri[at] = found.esri
      table.down[at] = found.down
      table.up[at] = found.up
      table.previous[at] = found.previous
      table.steps[at] = found.steps
      onFirm?.(firm)
    })
    return table
  }
}

type InOrder = (from: number, to: number, keep: (firm: number, found: EsriFigures) => void) => void

const oneByOne =
  (shocks: Cascade): InOrder =>
  (from, to, keep) => {
    for (let firm = from; firm < to; firm++) keep(firm, shocks.firm(firm))
  }

/** From this share of the firms on the move in a step, whole sweeps cost less than following each. */
const SPREAD = 0.1

/** Follows each shock while it is small; what spreads goes on in lanes. */
function inTwoGears(network: RiskNetwork, sparse: SparseCascade, options: EsriOptions): InOrder {
  const { eps = 0.01, substitution = true } = options
  const limit = Math.max(32, network.firms * SPREAD)
  let lanes: Lanes | undefined
  const reached = new Uint32Array(2 * network.firms)
  const losses = new Float64Array(4 * network.firms)
  return (from, to, keep) => {
    for (let firm = from; firm < to; firm++) {
      let count = 0
      const found = sparse.within(firm, limit, (i, down, up) => {
        reached[count] = i
        losses[2 * count] = down
        losses[2 * count + 1] = up
        count++
      })
      if (typeof found !== 'number') {
        keep(firm, found)
        continue
      }
      lanes ??= openLanes(network, denseRows(network), eps, substitution)
      lanes.enter(firm, found, (down, up, lane) => {
        for (let r = 0; r < count; r++) {
          const at = (reached[r] as number) * LANES + lane
          down[at] = losses[2 * r] as number
          up[at] = losses[2 * r + 1] as number
        }
      })
      if (lanes.free === 0) lanes.run(keep)
    }
    while (lanes && lanes.free < LANES) lanes.run(keep)
  }
}

/**
 * What one shock does: any firms, each losing a share of its output at once (a firm, a sector, a district).
 *
 * @throws RangeError when a firm does not exist or is named twice, or a share is not 0 … 1
 */
export function esriOfShock(network: RiskNetwork, shock: Shock, options: EsriOptions = {}): ShockOutcome {
  return cascadeOf(network, options).shock(shock)
}

/** A reusable computation of shocks in the order asked for. */
export function cascadeOf(network: RiskNetwork, options: EsriOptions = {}): Cascade {
  const { order = 'published' } = options
  if (order === 'queue') return queueCascade(network, options)
  if (order === 'published') return cascade(network, options)
  throw new RangeError(`order ${order}: published or queue`)
}
