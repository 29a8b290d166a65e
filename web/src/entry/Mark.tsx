/** The product's sign: a circular that goes round. */
export function Mark({ size }: { size: number }) {
  return (
    <svg aria-hidden="true" height={size} viewBox="0 0 32 32" width={size}>
      <rect fill="#0017c1" height="32" rx="8" width="32" />
      <g fill="none" stroke="#fff" strokeLinecap="round" strokeLinejoin="round" strokeWidth="2.4">
        <path d="M9 12.5a7.5 7.5 0 0 1 13.2-2.4M23 19.5a7.5 7.5 0 0 1-13.2 2.4" />
        <path d="M22.6 5.8v4.6H18M9.4 26.2v-4.6H14" />
        <path d="M12.6 14.2h6.8M12.6 17.8h4.4" />
      </g>
    </svg>
  );
}
