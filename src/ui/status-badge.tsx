import type { ReactNode } from "react";

export type Shape = "done" | "late" | "risk" | "waits" | "stopped";

const shapes: Record<Shape, { path: ReactNode; tone: string }> = {
  done: {
    tone: "text-accent",
    path: (
      <path
        d="M2.500 9 6.500 13 13.500 3.500"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    ),
  },
  late: {
    tone: "text-red",
    path: <path d="M8 1.500 14.500 8 8 14.500 1.500 8Z" fill="currentColor" />,
  },
  risk: { tone: "text-amber", path: <path d="M8 2 15 14H1Z" fill="currentColor" /> },
  waits: {
    tone: "text-muted",
    path: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2" />,
  },
  stopped: {
    tone: "text-muted",
    path: <path d="M3 8h10" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  },
};

/** A state told by a shape, a colour and, always, a word. */
export function StatusBadge({ shape, children }: { shape: Shape; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-baseline gap-1.5 text-sm font-medium ${shapes[shape].tone}`}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true" className="size-3 flex-none translate-y-[1px]">
        {shapes[shape].path}
      </svg>
      <span>{children}</span>
    </span>
  );
}
