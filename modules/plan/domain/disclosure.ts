import type { Disclosure } from '#kernel/module'

/** A cell that fewer firms than this stand behind is withheld. */
export const SMALLEST_CELL = 5

/** One part of a breakdown, a district's value for one. */
export interface Cell {
  readonly value: number | null
  /** Its module or this rule withholds it; the value must not be told. */
  readonly hidden: boolean
}

export interface DisclosureRule {
  readonly disclosure: Disclosure
  /** Base unit of the values; a `count` says itself how many firms stand behind it. */
  readonly unit: string
  /**
   * The parts may not be all: firms without a district, or cells left out before. Then a single withheld cell may hide
   * in what is missing, so the rule acts as if there were one.
   */
  readonly incomplete?: boolean
}

/**
 * Withholds the cells that would tell a single firm's figure, and as many more as are needed so that the total minus
 * what is shown gives none of them away (complementary suppression): what is missing then stands for at least five
 * firms. Every place where values by district or by node leave the plan goes through here.
 *
 * Cells keep their order; a withheld one has `value: null` and `hidden: true`. Ratios do not add up to a total, so with
 * them only the small cells themselves are withheld. Method: cell suppression with a threshold of five, secondary cells
 * chosen smallest first (Hundepool et al., Statistical Disclosure Control, 2012, ch. 4). A total of fewer than five firms
 * is for the module that measures it to withhold.
 */
export function withhold<C extends Cell>(cells: readonly C[], rule: DisclosureRule): C[] {
  const hidden = cells.map((cell) => cell.hidden || isSmall(cell, rule))
  const missing = hidden.filter(Boolean).length + (rule.incomplete ? 1 : 0)
  // Each withheld cell stands for at least one firm: five of them stand for five.
  if (missing > 0 && missing < SMALLEST_CELL && rule.unit !== 'ratio') {
    const next = smallestShown(cells, hidden)
    if (next !== -1) hidden[next] = true
  }
  return cells.map((cell, at) => (hidden[at] ? { ...cell, value: null, hidden: true } : cell))
}

function isSmall({ value }: Cell, { disclosure, unit }: DisclosureRule): boolean {
  return (
    disclosure === 'statistical' && unit === 'count' && value !== null && value > 0 && value < SMALLEST_CELL
  )
}

/** A cell of 0 hides nothing beside it: what is missing would still be the withheld value. */
function smallestShown(cells: readonly Cell[], hidden: readonly boolean[]): number {
  let found = -1
  for (const [at, { value }] of cells.entries()) {
    if (hidden[at] || value === null || value === 0) continue
    if (found === -1 || Math.abs(value) < Math.abs(cells[found]!.value!)) found = at
  }
  return found
}
