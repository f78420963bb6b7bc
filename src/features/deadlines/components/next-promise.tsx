import type { Holder } from "@/db/enums";
import type { ReactNode } from "react";
import { Button } from "@/document/button";
import { nextOf } from "@/features/deadlines/rules";
import type { Locale } from "@/language/locale";
import type { Day } from "@/lib/dates";

type NextPromiseProps = {
  locale: Locale;
  deadlines: {
    id: string;
    title: string;
    promisedOn: Day;
    metAt: Date | null;
    droppedAt: Date | null;
    holder: "FREELANCER" | "CLIENT";
  }[];
  isCompleted: boolean;
  isCancelled: boolean;
  today: Day;
  notLateBefore: Day;
  freelancer: string;
  /** What the freelancer needs from the client first, and since when it keeps them waiting. */
  request?: { title: string; dueOn: Day };
  waitsSince?: Day | null;
  /** Where its forms are posted. */
  path: string;
};

const strong = (words: ReactNode) => <strong>{words}</strong>;

/** What comes next, by when, and who has the ball, as the client reads it first. */
export function NextPromise({
  locale: { t, dayName, dayAndDistance },
  deadlines,
  isCompleted,
  isCancelled,
  today,
  notLateBefore,
  freelancer,
  request,
  waitsSince,
  path,
}: NextPromiseProps) {
  const next = nextFor(deadlines, request);
  const sheet = "mt-6 border-l-4 border-accent bg-sheet px-4 py-3";
  if (isCancelled)
    return <p className={sheet}>{t.rich("page.cancelled", { name: freelancer, b: strong })}</p>;
  if (isCompleted)
    return <p className={sheet}>{t.rich("page.done", { name: freelancer, b: strong })}</p>;
  if (!next) return null;
  const isTheirs = next.holder === "CLIENT";
  return (
    <div className={sheet}>
      <p>
        {t.rich(isTheirs ? "page.nextWithYou" : "page.nextWithMe", {
          title: next.title,
          day: dayAndDistance(next.promisedOn, today),
          b: strong,
        })}
        {waitsSince && !isTheirs ? (
          <a href="#requests" className="mt-1 block underline">
            {t("requests.waits", { day: dayName(waitsSince, today) })}
          </a>
        ) : null}
        {next.promisedOn < notLateBefore ? (
          <span className="mt-1 block font-medium text-red">
            ▲ {t(isTheirs ? "page.lateYours" : "page.late")}
          </span>
        ) : null}
      </p>
      {isTheirs && next.id ? (
        <form method="post" action={`${path}/done`} className="mt-1">
          <input type="hidden" name="deadlineId" value={next.id} />
          <Button>{t("page.ownIsDone")}</Button>
        </form>
      ) : null}
    </div>
  );
}

/** What comes next: the first date, or what is needed from the client where the ball is theirs and that is due first. */
function nextFor(
  deadlines: NextPromiseProps["deadlines"],
  request: NextPromiseProps["request"],
): { id?: string; title: string; promisedOn: Day; holder: Holder } | null {
  const next = nextOf(deadlines);
  if (!request || (next && (next.holder === "FREELANCER" || next.promisedOn < request.dueOn)))
    return next;
  return { title: request.title, promisedOn: request.dueOn, holder: "CLIENT" };
}
