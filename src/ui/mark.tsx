/** The mark: a baseline, and a tick that rises just above it. Takes the colour of its text. */
export function Mark({ className = "size-7" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <path
        d="M3 25h26M8.5 16.5 14 25 25 6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function Wordmark({ className = "" }: { className?: string }) {
  return (
    <span className={`inline-flex items-center gap-2 font-serif text-xl font-medium ${className}`}>
      <Mark className="size-7 text-accent" />
      Uptomark
    </span>
  );
}
