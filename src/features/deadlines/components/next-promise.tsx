import type { ReactNode } from "react";
import { nextOf } from "@/features/deadlines/rules";
import type { Locale } from "@/language/locale";
import type { Day } from "@/lib/dates";

type NextPromiseProps = {
  locale: Locale;
  deadlines: {
    title: string;
    promisedOn: Day;
    metAt: Date | null;
    holder: "FREELANCER" | "CLIENT";
  }[];
  isCompleted: boolean;
  today: Day;
  notLateBefore: Day;
  freelancer: string;
  /** What the freelancer needs from the client first, and since when it keeps them waiting. */
  request?: { title: string; dueOn: Day };
  waitsSince?: Day | null;
};

const strong = (words: ReactNode) => <strong>{words}</strong>;

/** What comes next, by when, and who has the ball, as the client reads it first. */
export function NextPromise({
  locale: { t, dayName, dayAndDistance },
  deadlines,
  isCompleted,
  today,
  notLateBefore,
  freelancer,
  request,
  waitsSince,
}: NextPromiseProps) {
  const next = nextFor(deadlines, request);
  const sheet = "mt-6 border-l-4 border-accent bg-sheet px-4 py-3";
  if (isCompleted)
    return <p className={sheet}>{t.rich("page.done", { name: freelancer, b: strong })}</p>;
  if (!next) return null;
  return (
    <p className={sheet}>
      {t.rich(next.holder === "FREELANCER" ? "page.nextWithMe" : "page.nextWithYou", {
        title: next.title,
        day: dayAndDistance(next.promisedOn, today),
        b: strong,
      })}
      {waitsSince && next.holder === "FREELANCER" ? (
        <a href="#requests" className="mt-1 block underline">
          {t("requests.waits", { day: dayName(waitsSince, today) })}
        </a>
      ) : null}
      {next.promisedOn < notLateBefore ? (
        <span className="mt-1 block font-medium text-red">
          ▲ {t(next.holder === "FREELANCER" ? "page.late" : "page.lateYours")}
        </span>
      ) : null}
    </p>
  );
}

/** What comes next: the first date, or what is needed from the client where the ball is theirs and that is due first. */
function nextFor(
  deadlines: NextPromiseProps["deadlines"],
  request: NextPromiseProps["request"],
): Pick<NextPromiseProps["deadlines"][number], "title" | "promisedOn" | "holder"> | null {
  const next = nextOf(deadlines);
  if (!request || (next && (next.holder === "FREELANCER" || next.promisedOn < request.dueOn)))
    return next;
  return { title: request.title, promisedOn: request.dueOn, holder: "CLIENT" };
}
