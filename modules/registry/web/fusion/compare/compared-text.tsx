import { likeness, piecesOf } from '../../reviews/differences.ts'

/** Texts less alike than this are two texts: marking nearly all of them shows nothing. */
const ALIKE = 0.3

interface ComparedTextProps {
  readonly text: string | null | undefined
  readonly other: string | null | undefined
}

/** A value beside that of the other record: the characters that the other does not have are marked. */
export function ComparedText({ text, other }: ComparedTextProps) {
  if (!text) return <span className="zq-soft">–</span>
  if (!other || text === other || likeness(text, other) < ALIKE)
    return <span className="zq-number">{text}</span>
  let at = 0
  return (
    <span className="zq-number">
      {piecesOf(text, other).map((piece) => {
        const key = at
        at += piece.text.length
        return piece.same ? (
          <span key={key}>{piece.text}</span>
        ) : (
          <mark key={key} className="zq-reg-differs">
            {piece.text}
          </mark>
        )
      })}
    </span>
  )
}
