/** Only for tests: a worker that dies in the middle of its work, as one does that runs out of memory. */
export default function die(): never {
  process.exit(3)
}
