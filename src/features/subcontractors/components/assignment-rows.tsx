import { studioLocale } from "@/auth/session";
import type { AssignmentRow } from "@/features/subcontractors/assignments/queries";
import { nextOf } from "@/features/subcontractors/dates/rules";
import type { Day } from "@/lib/dates";
import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";

/** A project's assignments: who does what, and what is next. */
export async function AssignmentRows({ rows, today }: { rows: AssignmentRow[]; today: Day }) {
  const { t, dayAndDistance } = await studioLocale();
  return (
    <ul className="-mt-1 mb-3 divide-y divide-hairline">
      {rows.map((row) => {
        const next = row.doneAt ? null : nextOf(row.dates);
        return (
          <li key={row.id} className="grid gap-0.5 py-3">
            <Link
              href={`/subcontractors/assignments/${row.id}`}
              className="font-serif text-lg leading-snug wrap-anywhere underline underline-offset-4"
            >
              {row.title}
            </Link>
            <p className="text-muted wrap-anywhere">
              {row.subcontractor}
              {next ? (
                <>
                  {" · "}
                  {t(
                    next.kind === "MINE" ? "subcontractors.nextMine" : "subcontractors.nextTheirs",
                    {
                      title: next.title,
                      day: dayAndDistance(next.promisedOn, today),
                    },
                  )}
                </>
              ) : null}
            </p>
            {row.doneAt ? (
              <StatusBadge shape="done">{t("subcontractors.done")}</StatusBadge>
            ) : row.waitingSince ? (
              <StatusBadge shape="waits">{t("subcontractors.waits")}</StatusBadge>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
