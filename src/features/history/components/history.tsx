import { studioLocale } from "@/auth/session";
import type { HistoryRow } from "@/features/history/queries";
import { dayIn } from "@/lib/dates";

/** What happened, newest first, each fact as a sentence with its time where the studio is. */
export async function History({
  entries,
  zone,
  now,
}: {
  entries: HistoryRow[];
  zone: string;
  now: Date;
}) {
  const { timeName } = await studioLocale();
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
