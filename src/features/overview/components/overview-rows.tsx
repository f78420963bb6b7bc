import { studioLocale } from "@/auth/session";
import type { OverviewRow } from "@/features/overview/queries";
import { turnOf } from "@/features/overview/rules";
import type { Wait } from "@/features/overview/waits/queries";
import type { StudioLocale } from "@/language/studio";
import { dayIn, type Day } from "@/lib/dates";
import { Link } from "@/ui/link";
import { StatusBadge, type Shape } from "@/ui/status-badge";

type Clock = { locale: StudioLocale; zone: string; today: Day };

/** Open projects, one row each: the next date, whose turn it is, and what waits. */
export async function OverviewRows({
  projects,
  zone,
  now,
}: {
  projects: OverviewRow[];
  zone: string;
  now: Date;
}) {
  const clock = { locale: await studioLocale(), zone, today: dayIn(zone, now) };
  return (
    <ul className="divide-y divide-hairline border-y border-hairline">
      {projects.map((project) => (
        <li
          key={project.id}
          className={
            "relative grid gap-x-6 gap-y-1 py-4 hover:bg-sheet sm:grid-cols-2 " +
            "lg:grid-cols-[minmax(0,1fr)_minmax(0,20rem)_minmax(0,16rem)] sm:items-baseline"
          }
        >
          <div className="min-w-0">
            <Link
              href={`/projects/${project.id}`}
              className="font-serif text-lg leading-snug wrap-anywhere after:absolute after:inset-0"
              dir="auto"
            >
              {project.title}
            </Link>
            <p className="text-muted wrap-anywhere" dir="auto">
              {project.client} · {project.contact}
            </p>
          </div>
          <NextDate project={project} {...clock} />
          <Turn project={project} {...clock} />
        </li>
      ))}
    </ul>
  );
}

function NextDate({ project, locale, today }: { project: OverviewRow } & Clock) {
  const { t } = locale;
  const { next, risk } = project;
  if (!next) return <p className="text-muted">{t("projects.noPromises")}</p>;
  const isRisky = next.id === risk?.id;
  const [shape, word] = lookOf(next, isRisky, today);
  return (
    <div className="text-muted wrap-anywhere">
      <DateLine shape={shape} word={t(word)} date={next} locale={locale} today={today} />
      {risk && !isRisky ? (
        <DateLine
          shape="risk"
          word={t("overview.atRisk")}
          date={risk}
          locale={locale}
          today={today}
        />
      ) : null}
    </div>
  );
}

/** What was put before the client is not late: it waits for them. */
function lookOf(next: { promisedOn: Day; isPut: boolean }, isRisky: boolean, today: Day) {
  if (next.isPut) return ["waits", "overview.put"] as const;
  if (next.promisedOn < today) return ["late", "projects.late"] as const;
  return isRisky ? (["risk", "overview.atRisk"] as const) : (["waits", "projects.next"] as const);
}

type DateLineProps = {
  shape: Shape;
  word: string;
  date: { title: string; promisedOn: Day };
} & Omit<Clock, "zone">;

function DateLine({ shape, word, date, locale, today }: DateLineProps) {
  return (
    <p>
      <StatusBadge shape={shape}>{word}</StatusBadge>{" "}
      <span className="text-ink" dir="auto">
        {date.title}
      </span>
      <span className="block text-sm">{locale.dayAndDistance(date.promisedOn, today)}</span>
    </p>
  );
}

function Turn({ project, locale, zone, today }: { project: OverviewRow } & Clock) {
  const { t } = locale;
  const turn = turnOf(project);
  const since = project.waitingSince && dayIn(zone, project.waitingSince);
  return (
    <div className="text-sm wrap-anywhere sm:col-start-2 lg:col-start-auto">
      {turn ? (
        <p className="font-medium">
          {t(`overview.turn.${turn === "FREELANCER" ? "mine" : "theirs"}`)}
        </p>
      ) : null}
      <ul className="text-muted">
        {since ? (
          <li>{t("overview.waits.message", { when: locale.dayName(since, today) })}</li>
        ) : null}
        {project.waits.map((wait) => (
          <li key={wait.kind}>{waitWords(wait, { locale, zone, today })}</li>
        ))}
      </ul>
    </div>
  );
}

function waitWords({ kind, count, at }: Wait, { locale, zone, today }: Clock): string {
  const when =
    kind === "request" ? locale.dayName(dayIn("UTC", at), today) : locale.timeName(at, zone, today);
  return locale.t(`overview.waits.${kind}`, { count, when });
}
