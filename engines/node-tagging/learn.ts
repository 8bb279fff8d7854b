import { SHARED } from './features.ts'

/** A text as numbers: patterns of the vocabulary and candidates among the targets. */
export interface Sparse {
  readonly patterns: Int32Array
  readonly weights: Float64Array
  /** Targets that share a term with the text, with the shared features of each. */
  readonly targets: Int32Array
  readonly shared: readonly Float64Array[]
}

export interface Weights {
  bias: number
  readonly shared: Float64Array
  readonly relevance: Float64Array
  /** Row of a pattern, column of a target. */
  readonly patterns: Float64Array
  readonly targets: number
}

const RATE = 0.3
const STEADY = 1e-8

/**
 * Regularised logistic regression of every target at once (one against the rest), with AdaGrad (Duchi et al. 2011), in an
 * order that depends on nothing but the number of the round. Log-odds of a target: bias + pattern weights of its own and,
 * where the text shares a term with it, shared features + relevance of the patterns.
 *
 * @param labels targets of each text
 * @param learnable targets with examples; the others keep no weights of their own
 * Time: rounds × texts × patterns of a text × targets.
 */
export function learn(
  texts: readonly Sparse[],
  labels: readonly ReadonlySet<number>[],
  size: { readonly vocabulary: number; readonly targets: number },
  { epochs, shrink, learnable }: { epochs: number; shrink: number; learnable: Uint8Array },
): Weights {
  const { vocabulary, targets } = size
  const weights: Weights = {
    bias: -6,
    shared: new Float64Array(SHARED.length),
    relevance: new Float64Array(vocabulary),
    patterns: new Float64Array(vocabulary * targets),
    targets,
  }
  const squares = {
    bias: STEADY,
    shared: new Float64Array(SHARED.length).fill(STEADY),
    relevance: new Float64Array(vocabulary).fill(STEADY),
    patterns: new Float64Array(vocabulary * targets).fill(STEADY),
  }
  const gradient = new Float64Array(targets)
  const scores = new Float64Array(targets)
  const step = stepOf(texts.length)
  for (let epoch = 0; epoch < epochs; epoch++)
    for (let i = 0, at = epoch % Math.max(1, texts.length); i < texts.length; i++) {
      at = (at + step) % texts.length
      const text = texts[at]!
      scoreAll(weights, text, scores)
      let biasGradient = 0
      for (let k = 0; k < targets; k++) {
        const g = 1 / (1 + Math.exp(-scores[k]!)) - (labels[at]!.has(k) ? 1 : 0)
        gradient[k] = learnable[k] ? g : 0
        biasGradient += g
      }
      squares.bias += biasGradient ** 2
      weights.bias -= (RATE * biasGradient) / Math.sqrt(squares.bias)
      updateShared(weights, squares, text, labels[at]!, scores, shrink / texts.length)
      updatePatterns(weights, squares.patterns, text, gradient, shrink / texts.length)
    }
  return weights
}

/** A step through all texts that shares no factor with their number, so that every round meets each once. */
function stepOf(count: number): number {
  const shares = (a: number, b: number): number => (b === 0 ? a : shares(b, a % b))
  let step = Math.max(1, Math.floor(count * 0.618))
  while (shares(step, count) !== 1) step++
  return step
}

/** Log-odds of all targets of a text. */
export function scoreAll(weights: Weights, text: Sparse, scores: Float64Array): void {
  const { targets } = weights
  scores.fill(weights.bias)
  let relevance = 0
  for (let i = 0; i < text.patterns.length; i++) {
    const value = text.weights[i]!
    const pattern = text.patterns[i]!
    relevance += value * weights.relevance[pattern]!
    const row = pattern * targets
    for (let k = 0; k < targets; k++) scores[k]! += value * weights.patterns[row + k]!
  }
  for (let c = 0; c < text.targets.length; c++)
    scores[text.targets[c]!]! += relevance + dot(weights.shared, text.shared[c]!)
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < b.length; i++) sum += a[i]! * b[i]!
  return sum
}

function updateShared(
  weights: Weights,
  squares: { shared: Float64Array; relevance: Float64Array },
  text: Sparse,
  labels: ReadonlySet<number>,
  scores: Float64Array,
  shrink: number,
): void {
  let together = 0
  for (let c = 0; c < text.targets.length; c++) {
    const k = text.targets[c]!
    const g = 1 / (1 + Math.exp(-scores[k]!)) - (labels.has(k) ? 1 : 0)
    together += g
    const values = text.shared[c]!
    for (let f = 0; f < values.length; f++) {
      if (values[f] === 0) continue
      const slope = g * values[f]! + 0.02 * shrink * weights.shared[f]!
      squares.shared[f]! += slope ** 2
      weights.shared[f]! -= (RATE * slope) / Math.sqrt(squares.shared[f]!)
    }
  }
  if (text.targets.length === 0) return
  for (let i = 0; i < text.patterns.length; i++) {
    const p = text.patterns[i]!
    const slope = together * text.weights[i]! + shrink * weights.relevance[p]!
    squares.relevance[p]! += slope ** 2
    weights.relevance[p]! -= (RATE * slope) / Math.sqrt(squares.relevance[p]!)
  }
}

function updatePatterns(
  { patterns, targets }: Weights,
  squares: Float64Array,
  text: Sparse,
  gradient: Float64Array,
  shrink: number,
): void {
  for (let i = 0; i < text.patterns.length; i++) {
    const value = text.weights[i]!
    const row = text.patterns[i]! * targets
    for (let k = 0; k < targets; k++) {
      // Targets far from the text move nothing; skipping them keeps their weights exactly zero.
      const g = gradient[k]!
      if (g < 0.002 && g > -0.002) continue
      const slope = g * value + shrink * patterns[row + k]!
      squares[row + k]! += slope * slope
      patterns[row + k]! -= (RATE * slope) / Math.sqrt(squares[row + k]!)
    }
  }
}
