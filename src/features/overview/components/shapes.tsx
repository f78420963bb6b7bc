import type { Mark } from "@/features/overview/timeline/rules";

/** All there are. Each is drawn once, and shown where a date is. */
const looks = ["own", "theirs", "late", "theirsLate", "risk", "theirsRisk", "target"] as const;
export type Look = (typeof looks)[number];

/** Returns how a date is drawn: its shape says what it is, full that it is one's own. */
export function lookOf({ kind, isLate, isAtRisk, holder }: Omit<Mark, "deadlineId">): Look {
  if (kind === "target") return "target";
  if (holder === "CLIENT") return isLate ? "theirsLate" : isAtRisk ? "theirsRisk" : "theirs";
  return isLate ? "late" : isAtRisk ? "risk" : "own";
}

export const shapeId = (look: Look) => `date-${look}`;

/** The shapes, around the middle of a square that is large enough for a finger. */
export function Shapes() {
  return (
    <defs>
      {looks.map((look) => (
        <g key={look} id={shapeId(look)} {...paint(look)}>
          <rect x="-12" y="-12" width="24" height="24" fill="transparent" stroke="none" />
          <Outline shape={look} />
        </g>
      ))}
    </defs>
  );
}

function Outline({ shape }: { shape: Look }) {
  if (shape === "target")
    return <rect x="-3.5" y="-3.5" width="7" height="7" strokeDasharray="2.5 1.5" />;
  if (shape === "late" || shape === "theirsLate") return <path d="M0 -6 6 0 0 6 -6 0Z" />;
  if (shape === "risk" || shape === "theirsRisk") return <path d="M0 -5.5 6 5 -6 5Z" />;
  return <circle r="4.75" />;
}

function paint(look: Look) {
  const colour = {
    own: "var(--ink)",
    theirs: "var(--ink)",
    late: "var(--red)",
    theirsLate: "var(--red)",
    risk: "var(--amber)",
    theirsRisk: "var(--amber)",
    target: "var(--muted)",
  }[look];
  const isFull = look === "own" || look === "late" || look === "risk";
  return {
    fill: isFull ? colour : "var(--ground)",
    stroke: colour,
    strokeWidth: 1.5,
    strokeLinejoin: "round" as const,
  };
}
