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
  /** Where its forms are posted. */
  path: string;
};

const strong = (words: ReactNode) => <strong>{words}</strong>;

/** What comes next, by when, and who has the ball, as the client reads it first. */
export function NextPromise({
  locale: { t, dayAndDistance },
  deadlines,
  isCompleted,
  isCancelled,
  today,
  notLateBefore,
  freelancer,
  path,
}: NextPromiseProps) {
  const next = nextOf(deadlines);
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
        {next.promisedOn < notLateBefore ? (
          <span className="mt-1 block font-medium text-red">
            ▲ {t(isTheirs ? "page.lateYours" : "page.late")}
          </span>
        ) : null}
      </p>
      {isTheirs ? (
        <form method="post" action={`${path}/done`} className="mt-1">
          <input type="hidden" name="deadlineId" value={next.id} />
          <Button>{t("page.ownIsDone")}</Button>
        </form>
      ) : null}
    </div>
  );
}
