import { type Cascade, cascade, type SparseCascade } from './cascade.ts'
import { LANES, openUpLanes, type UpLanes } from './lanes.ts'
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
    options.order === 'queue' ? oneByOne(cascadeOf(network, options)) : inTwoGears(network, options)
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

/** From this share of the firms on the move upstream, whole sweeps cost less than following each. */
const SPREAD = 0.1
/** Steps after which it is looked whether the rest can be leapt over. */
const LOOK_EVERY = 8

interface InLane {
  readonly firm: number
  readonly shock: SparseCascade
  steps: number
}

/**
 * Follows each shock while it is small. Missing demand that spreads goes on in lanes; missing inputs are always followed firm
 * by firm: replacement soon makes them small.
 */
function inTwoGears(network: RiskNetwork, options: EsriOptions): InOrder {
  const { eps = 0.01 } = options
  const limit = Math.max(24, network.firms * SPREAD)
  const idle: SparseCascade[] = []
  let up: UpLanes | undefined
  const lanes: (InLane | undefined)[] = new Array(LANES).fill(undefined)

  /** Follows a shock until it has ended, or its demand has spread: then it takes a lane. */
  function follow(firm: number, keep: (firm: number, found: EsriFigures) => void): void {
    const shock = idle.pop() ?? cascade(network, options)
    shock.begin(firm)
    for (let steps = 1; ; steps++) {
      const residual = Math.max(shock.stepDown(), shock.stepUp())
      if (residual <= eps) {
        keep(firm, shock.end(steps, residual))
        idle.push(shock)
        return
      }
      if (shock.movingUp <= limit) continue
      const lane = lanes.indexOf(undefined)
      up ??= openUpLanes(network)
      const { loss, drop } = up
      up.enter(lane, firm)
      shock.eachUp((i, lost, dropped) => {
        loss[i * LANES + lane] = lost
        drop[i * LANES + lane] = dropped
      })
      lanes[lane] = { firm, shock, steps }
      return
    }
  }

  /** One step of all lanes; those that end leave. */
  function stepLanes(keep: (firm: number, found: EsriFigures) => void): void {
    if (!up) return
    up.step()
    for (const [lane, inLane] of lanes.entries()) {
      if (!inLane) continue
      const { firm, shock } = inLane
      const down = shock.stepDown()
      const residual = Math.max(down, up.largest[lane] as number)
      inLane.steps++
      if (residual <= eps) {
        shock.takeUp(up.loss, up.drop, LANES, lane)
        keep(firm, shock.end(inLane.steps, residual))
        up.leave(lane)
        idle.push(shock)
        lanes[lane] = undefined
      } else if (inLane.steps % LOOK_EVERY === 0 && shock.movingDown === 0) inLane.steps += up.leap(lane, eps)
    }
  }

  return (from, to, keep) => {
    let next = from
    for (;;) {
      while (next < to && lanes.includes(undefined)) follow(next++, keep)
      if (lanes.every((lane) => lane === undefined)) return
      stepLanes(keep)
    }
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
