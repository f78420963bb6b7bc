import type { Figure as Name } from "@/features/quality/kinds";
import { partName } from "./names";
import { countOf, figureIn, type View } from "./view";

/** How often each part of a group occurred, the most frequent first. */
export function PartsList({ names, locale, figures, period }: View & { names: readonly Name[] }) {
  const parts = names
    .map((name) => ({ name, count: countOf(figures, name) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  if (parts.length === 0) return null;
  return (
    <ul className="list-disc pl-5 marker:text-muted">
      {parts.map(({ name, count }) => (
        <li key={name}>
          {locale.t.rich("quality.part", {
            part: partName(locale, name),
            count,
            a: figureIn(period)(name),
          })}
        </li>
      ))}
    </ul>
  );
}
