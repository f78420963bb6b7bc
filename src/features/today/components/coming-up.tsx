import { studioLocale } from "@/auth/session";
import type { Ahead } from "@/features/today/coming-up/rules";
import { dayIn } from "@/lib/dates";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Section } from "@/ui/page";

type ComingUpProps = { ahead: Ahead[]; zone: string; now: Date };

/** The next seven days, one line each: when, what, where, and whose turn it is. */
export async function ComingUp({ ahead, zone, now }: ComingUpProps) {
  if (ahead.length === 0) return null;
  const { t, dayAndDistance } = await studioLocale();
  const today = dayIn(zone, now);
  return (
    <div className="mt-12">
      <Section
        id="coming-up"
        title={t("today.comingUp.title")}
        aside={
          <Link href="/projects?view=timeline" className={buttonVariant("plain")}>
            {t("today.comingUp.all")}
          </Link>
        }
      >
        <ul className="divide-y divide-hairline">
          {ahead.map(({ kind, id, on, what, project, client, holder, href }) => (
            <li
              key={`${kind} ${id}`}
              className={
                "relative grid gap-x-6 py-2.5 hover:bg-sheet " +
                "sm:grid-cols-[13rem_minmax(0,1fr)_auto] sm:items-baseline"
              }
            >
              <p className="text-sm text-muted">{dayAndDistance(on, today)}</p>
              <p className="wrap-anywhere">
                <Link href={href} className="after:absolute after:inset-0" dir="auto">
                  {what}
                </Link>{" "}
                <span className="text-sm text-muted" dir="auto">
                  {project ? `${project} · ${client}` : client}
                </span>
              </p>
              <p className="text-sm text-muted">
                {kind === "promised"
                  ? t(`overview.turn.${holder === "FREELANCER" ? "mine" : "theirs"}`)
                  : t(`today.comingUp.${kind}`)}
              </p>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
