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
};

const strong = (words: ReactNode) => <strong>{words}</strong>;

/** What comes next, by when, and who has the ball, as the client reads it first. */
export function NextPromise({
  locale: { t, dayAndDistance },
  deadlines,
  isCompleted,
  today,
  notLateBefore,
  freelancer,
}: NextPromiseProps) {
  const next = nextOf(deadlines);
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
      {next.promisedOn < notLateBefore ? (
        <span className="mt-1 block font-medium text-red">
          ▲ {t(next.holder === "FREELANCER" ? "page.late" : "page.lateYours")}
        </span>
      ) : null}
    </p>
  );
}
