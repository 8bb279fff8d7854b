/** What a file may cost before it is refused. Every limit can be raised by the caller that knows better. */
export interface TableLimits {
  /** Size of the file itself. */
  readonly maxBytes: number
  /** Sum of the unzipped sizes of a workbook's parts. */
  readonly maxUnzippedBytes: number
  /** Unzipped to zipped size of one part; deflate itself reaches 1032. */
  readonly maxRatio: number
  /** Unzipped size of the shared strings, the only part held in memory. */
  readonly maxSharedStringBytes: number
  readonly maxRows: number
  readonly maxColumns: number
  /** Characters of one cell; Excel's own limit is 32767. */
  readonly maxCellLength: number
}

const MIB = 1024 * 1024

export const DEFAULT_LIMITS: TableLimits = {
  maxBytes: 300 * MIB,
  maxUnzippedBytes: 2048 * MIB,
  maxRatio: 200,
  maxSharedStringBytes: 200 * MIB,
  maxRows: 1_048_576,
  maxColumns: 1024,
  maxCellLength: 1_000_000,
}
