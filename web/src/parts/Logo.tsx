/** The product's sign: 回, that goes round, and speaks. */
export function Logo({ size }: { size: number }) {
  return (
    <svg aria-hidden="true" height={size} viewBox="0 0 32 32" width={size}>
      <rect fill="#0017c1" height="32" rx="8" width="32" />
      <path
        d="M10 7.5h12A2.5 2.5 0 0 1 24.5 10v10a2.5 2.5 0 0 1-2.5 2.5h-6.5L11 26v-3.5h-1A2.5 2.5 0 0 1 7.5 20V10A2.5 2.5 0 0 1 10 7.5z"
        fill="none"
        stroke="#fff"
        strokeLinejoin="round"
        strokeWidth="2.4"
      />
      <rect fill="#fff" height="5.4" rx="1.2" width="7.4" x="12.3" y="12.3" />
    </svg>
  );
}
