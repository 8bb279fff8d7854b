/** What kind of degenerate input a warning tells of. `items` are region or node numbers. */
export interface ComplexityWarning {
  readonly code:
    | 'regionEmpty'
    | 'nodeEmpty'
    | 'disconnected'
    | 'spectrumDegenerate'
    | 'signUndefined'
    | 'tooSmall'
    | 'densityUndefined'
    | 'fitnessNotConverged'
  /** How many things it is about: regions, nodes, components, or updates. */
  readonly count: number
  /** The first of them (at most 20). */
  readonly items: readonly number[]
}

export interface ComplexityTable {
  /** Number of regions; `region` holds 0 … regions - 1. */
  readonly regions: number
  /** Number of nodes (products); `node` holds 0 … nodes - 1. */
  readonly nodes: number
  readonly region: ArrayLike<number>
  readonly node: ArrayLike<number>
  /** Finite and not negative, any unit. Rows of one region and node are summed; a missing pair is zero. */
  readonly value: ArrayLike<number>
}

export interface ComplexityOptions {
  /** A region has a node from this RCA on. Default 1. */
  readonly threshold?: number
  /** What ECI and its kin are of when regions and nodes fall apart into islands. Default `undefined` (NaN). */
  readonly disconnected?: 'undefined' | 'largest'
  /** Also the Fitness method: that many updates (19 is the convention of the R package), or until it stands still. */
  readonly fitness?: { readonly updates?: number; readonly converge?: boolean }
}

export interface Fitness {
  readonly region: Float64Array
  readonly node: Float64Array
  readonly updates: number
  /** Largest relative change of the last update. */
  readonly change: number
}

/** Matrices are row-major, regions × nodes. NaN is "not defined", never a number that was made up. */
export interface Complexity {
  readonly regions: number
  readonly nodes: number
  readonly rca: Float64Array
  /** 1 where RCA reaches the threshold. */
  readonly presence: Uint8Array
  readonly diversity: Uint32Array
  readonly ubiquity: Uint32Array
  /** nodes × nodes, zero on the diagonal. */
  readonly proximity: Float64Array
  readonly density: Float64Array
  readonly eci: Float64Array
  readonly pci: Float64Array
  readonly coi: Float64Array
  readonly cog: Float64Array
  readonly fitness?: Fitness
  readonly warnings: readonly ComplexityWarning[]
}
