/**
 * From this probability on a relation is proposed: one in twenty such hints is true. Of all candidates only some in a
 * thousand are; below this floor asking around costs more than it finds.
 */
export const FLOOR = 0.05

/** Share of the known pairs that is hidden to learn from. */
export const HIDDEN = 0.2

/** Proposals kept for one node of a buyer, for a buyer, and in all: what people can look through. */
export const PER_NODE = 3
export const PER_BUYER = 10
export const MOST = 5_000

/** Ranked by the engine before the limits above take their part. */
export const RANKED = 20_000

/** Buyers looked at; in larger networks the local ones with the most known suppliers. */
export const MOST_BUYERS = 20_000

/**
 * Candidates looked at in one run. A relation outside them is found by no ranking, so small networks look at every node
 * for every buyer; large ones at the likeliest nodes only, at least LEAST_NODES.
 */
export const CANDIDATES = 4_000_000
export const SUPPLIERS_PER_NODE = 30
export const LEAST_NODES = 12

/** All randomness comes from it: the same facts give the same proposals. */
export const SEED = 20_250_101
