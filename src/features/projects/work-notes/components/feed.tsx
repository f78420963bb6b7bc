import { byDay } from "@/features/projects/work-notes/rules";

type Shown = { id: string; text: string; shownAt: Date };

/** What was done lately, newest day first, as the client reads it. */
export function Feed({ notes, zone, now }: { notes: Shown[]; zone: string; now: Date }) {
  return (
    <div className="mt-4 space-y-5">
      {byDay(notes, zone, now).map(({ day, heading, notes: own }) => (
        <div key={day}>
          <h3 className="text-sm text-muted">
            <time dateTime={day}>{heading}</time>
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
