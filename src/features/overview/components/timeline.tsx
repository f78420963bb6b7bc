import { studioLocale } from "@/auth/session";
import { addressOf } from "@/features/overview/rules";
import type { Asked } from "@/features/overview/schema";
import { turnsOf, type Collision, type Span } from "@/features/overview/timeline/rules";
import type { StudioLocale } from "@/language/studio";
import { addDays, type Day } from "@/lib/dates";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { DateTable, dayId } from "./date-table";
import { Drawing, type Drawn } from "./drawing";
import { shapeId, type Look } from "./shapes";

type TimelineProps = Omit<Drawn, "locale"> & { asked: Asked; isCut: boolean };

/** The weeks ahead across projects: drawn, and as a table; on a phone the table alone. */
export async function Timeline({ asked, isCut, ...drawn }: TimelineProps) {
  const locale = await studioLocale();
  const { t } = locale;
  const { projects, collisions, span, today } = drawn;
  return (
    <section aria-labelledby="weeks">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="weeks" className="text-xl">
          {t("overview.timeline.span", {
            from: locale.dayName(span.from, today),
            until: locale.dayName(addDays(span.until, -1), today),
          })}
        </h2>
        <Turns asked={asked} span={span} today={today} />
      </div>
      {projects.length === 0 ? (
        <p className="py-6 text-muted">{t("overview.timeline.none")}</p>
      ) : (
        <>
          <Drawing {...drawn} locale={locale} />
          <Legend locale={locale} />
          <Collisions collisions={collisions} locale={locale} today={today} />
          {isCut ? <p className="my-4">{t("overview.timeline.cut")}</p> : null}
          <div className="mt-8">
            <DateTable locale={locale} projects={projects} today={today} />
          </div>
        </>
      )}
    </section>
  );
}

async function Turns({ asked, span, today }: { asked: Asked; span: Span; today: Day }) {
  const { t } = await studioLocale();
  const { before, after } = turnsOf(span, today);
  return (
    <nav aria-label={t("frame.pages")} className="flex gap-6">
      {before ? (
        <Link
          href={addressOf(asked, { from: before > today ? before : undefined })}
          className={buttonVariant("plain")}
        >
          {t("overview.timeline.before")}
        </Link>
      ) : null}
      <Link href={addressOf(asked, { from: after })} className={buttonVariant("plain")}>
        {t("overview.timeline.after")}
      </Link>
    </nav>
  );
}

function Legend({ locale: { t } }: { locale: StudioLocale }) {
  const looks: [Look, string][] = [
    ["own", t("overview.timeline.legend.yours")],
    ["theirs", t("overview.timeline.legend.theirs")],
    ["late", t("projects.late")],
    ["risk", t("overview.atRisk")],
    ["target", t("overview.timeline.legend.target")],
  ];
  return (
    <ul
      aria-label={t("overview.timeline.legend.title")}
      className="mt-2 hidden flex-wrap gap-x-5 gap-y-1 text-sm text-muted md:flex print:flex"
    >
      {looks.map(([look, label]) => (
        <li key={look} className="flex items-center gap-1.5">
          <svg viewBox="-8 -8 16 16" aria-hidden="true" className="size-4">
            <use href={`#${shapeId(look)}`} />
          </svg>
          {label}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden="true" className="size-3 bg-hairline" />
        {t("overview.timeline.legend.off")}
      </li>
    </ul>
  );
}

type CollisionsProps = { collisions: Collision[]; locale: StudioLocale; today: Day };

function Collisions({ collisions, locale, today }: CollisionsProps) {
  if (collisions.length === 0) return null;
  const { t, dayName } = locale;
  return (
    <div className="mt-6">
      <h3 className="text-lg">{t("overview.timeline.close")}</h3>
      <ul>
        {collisions.map(({ from, until, count }) => (
          <li key={from}>
            <a
              href={`#${dayId(from)}`}
              className="inline-block py-1 underline decoration-edge underline-offset-4"
            >
              {from === until
                ? t("overview.timeline.closeOn", { count, on: dayName(from, today) })
                : t("overview.timeline.closeIn", {
                    count,
                    from: dayName(from, today),
                    until: dayName(until, today),
                  })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
