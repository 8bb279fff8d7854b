/**
 * Lets Enter in a field send a form whose visible button stands outside of it (the head of a drawer, the foot of a
 * dialog): browsers send a form with several fields only by a button of its own.
 */
export function EnterSubmits() {
  return <button type="submit" hidden tabIndex={-1} aria-hidden />
}
