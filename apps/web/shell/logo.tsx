/** The product's mark: a Z whose ends and middle are nodes of a chain. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#1557b0" />
      <path
        d="M9 10h14L9 22h14"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx="9" cy="10" r="3" fill="#fff" />
      <circle cx="23" cy="22" r="3" fill="#fff" />
      <circle cx="16" cy="16" r="2.6" fill="#ffb84d" />
    </svg>
  )
}
