import type { HistoryRow } from "@/features/history/queries";
import { dayIn, timeName } from "@/lib/dates";

/** What happened, newest first, each fact as a sentence with its time where the studio is. */
export function History({
  entries,
  zone,
  now,
}: {
  entries: HistoryRow[];
  zone: string;
  now: Date;
}) {
  const today = dayIn(zone, now);
  return (
    <ol className="grid gap-3">
      {entries.map((entry) => (
        <li key={entry.id} className="wrap-anywhere">
          <time dateTime={entry.at.toISOString()} className="block text-sm text-muted">
            {timeName(entry.at, zone, today)}
          </time>
          <span dir="auto">{entry.sentence}</span>
        </li>
      ))}
    </ol>
  );
}
