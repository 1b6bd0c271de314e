/** The product's mark: two jacks and the cord between them. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g fill="none" strokeWidth="2.5" className="stroke-on-accent">
        <circle cx="9.5" cy="9.5" r="3" />
        <circle cx="22.5" cy="13.5" r="3" />
        <path d="M9.5 12.5 C9.5 27.5, 22.5 28.5, 22.5 16.5" />
      </g>
    </svg>
  );
}
