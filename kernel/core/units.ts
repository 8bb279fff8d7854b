/** Money is integer fen (分) of CNY everywhere inside; these turn it into what people read and back. */
export const FEN_PER_YUAN = 100
export const FEN_PER_WAN = 100 * 10_000
export const FEN_PER_YI = 100 * 100_000_000

/** Fen to 万元 (a plain number, not rounded). */
export function wanFromFen(fen: number): number {
  return fen / FEN_PER_WAN
}

/** Fen to 亿元 (a plain number, not rounded). */
export function yiFromFen(fen: number): number {
  return fen / FEN_PER_YI
}
