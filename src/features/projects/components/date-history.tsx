import type { Locale } from "@/language/locale";
import type { Day } from "@/lib/dates";

type Move = {
  id: string;
  fromOn: Day;
  toOn: Day;
  reason: string;
  effect: string;
  doing: string;
  movedAt: Date;
};
type Moved = { id: string; title: string; moves: Move[] };

/** Every move of every date: from what to what, when it was told, and what was said. Nothing when none has moved. */
export function DateHistory({
  locale: { t, dayName, timeName },
  deadlines,
  zone,
  today,
}: {
  locale: Locale;
  deadlines: Moved[];
  zone: string;
  today: Day;
}) {
  const moved = deadlines.filter((deadline) => deadline.moves.length > 0);
  if (moved.length === 0) return null;
  return (
    <details className="mt-6">
      <summary
        className={
          "inline-flex min-h-11 cursor-pointer items-center underline decoration-edge " +
          "underline-offset-4"
        }
      >
        {t("line.history")}
      </summary>
      <dl className="mt-2 space-y-5">
        {moved.map((deadline) => (
          <div key={deadline.id}>
            <dt className="font-medium wrap-anywhere">{deadline.title}</dt>
            {deadline.moves.map((move) => (
              <dd key={move.id} className="mt-1 text-sm text-muted wrap-anywhere">
                <span>
                  {timeName(move.movedAt, zone, today)}: <s>{dayName(move.fromOn, today)}</s>{" "}
                  {dayName(move.toOn, today)}
                </span>
                {[move.reason, move.effect, move.doing].filter(Boolean).map((text) => (
                  <span key={text} className="block" dir="auto">
                    {text}
                  </span>
                ))}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}
