import { byDay } from "@/features/projects/work-notes/rules";
import type { Locale } from "@/language/locale";
import { dayIn } from "@/lib/dates";

type Shown = { id: string; text: string; shownAt: Date };

/** What was done lately, newest day first, as the client reads it. */
export function Feed({
  locale,
  notes,
  zone,
  now,
}: {
  locale: Locale;
  notes: Shown[];
  zone: string;
  now: Date;
}) {
  const today = dayIn(zone, now);
  return (
    <div className="mt-4 space-y-5">
      {byDay(notes, zone).map(({ day, notes: own }) => (
        <div key={day}>
          <h3 className="text-sm text-muted">
            <time dateTime={day}>{locale.dayHeading(day, today)}</time>
          </h3>
          <ul className="mt-1 space-y-2">
            {own.map((note) => (
              <li key={note.id} className="whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
                {note.text}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
