import type { Holder } from "@/db/enums";
import type { Mark } from "@/features/overview/timeline/rules";

export type Look = Pick<Mark, "kind" | "isLate" | "isAtRisk"> & { holder: Holder };

/** A date as it is drawn, around the middle of its own small square: its shape says what it is, full that it is one's own. */
export function DateShape({ kind, isLate, isAtRisk, holder }: Look) {
  const isOwn = holder === "FREELANCER";
  const colour = isLate ? "var(--red)" : isAtRisk ? "var(--amber)" : "var(--ink)";
  const look = {
    fill: isOwn ? colour : "var(--ground)",
    stroke: colour,
    strokeWidth: 1.5,
    strokeLinejoin: "round" as const,
  };
  if (kind === "target")
    return (
      <rect
        x="-3.5"
        y="-3.5"
        width="7"
        height="7"
        fill="var(--ground)"
        stroke="var(--muted)"
        strokeWidth="1.5"
        strokeDasharray="2.5 1.5"
      />
    );
  if (isLate) return <path d="M0 -6 6 0 0 6 -6 0Z" {...look} />;
  if (isAtRisk) return <path d="M0 -5.5 6 5 -6 5Z" {...look} />;
  return <circle r="4.75" {...look} />;
}
