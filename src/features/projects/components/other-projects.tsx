import type { Locale } from "@/language/locale";
import { dayIn, type Day } from "@/lib/dates";

type OtherProjectsProps = {
  locale: Locale;
  projects: {
    id: string;
    title: string;
    completedAt: Date | null;
    cancelledAt: Date | null;
  }[];
  pathOf: (projectId: string) => string;
  zone: string;
  today: Day;
};

/** The client's other projects, and how many more there are. Nothing when there are none. */
export function OtherProjects({
  more,
  ...list
}: OtherProjectsProps & { more: { href: string; count: number } | null }) {
  const { t } = list.locale;
  if (list.projects.length === 0) return null;
  return (
    <nav className="mt-14" aria-labelledby="others">
      <h2 id="others" className="font-serif text-xl">
        {t("page.others")}
      </h2>
      <ProjectLinks {...list} />
      {more ? (
        <a href={more.href} className="inline-flex min-h-11 items-center underline">
          {t("older.moreProjects", { count: more.count })}
        </a>
      ) : null}
    </nav>
  );
}

/** Projects, each a link to its own page. */
export function ProjectLinks({
  locale: { t, dayAndDistance },
  projects,
  pathOf,
  zone,
  today,
}: OtherProjectsProps) {
  return (
    <ul className="mt-2">
      {projects.map((one) => (
        <li key={one.id} className="border-b border-hairline">
          <a
            href={pathOf(one.id)}
            className={
              "flex min-h-11 flex-wrap items-center justify-between gap-x-4 py-2 underline decoration-edge " +
              "underline-offset-4"
            }
          >
            <span className="min-w-0 wrap-anywhere">{one.title}</span>
            {one.cancelledAt ? (
              <span className="text-sm text-muted">
                {t("page.cancelledOn", {
                  day: dayAndDistance(dayIn(zone, one.cancelledAt), today),
                })}
              </span>
            ) : one.completedAt ? (
              <span className="text-sm text-muted">
                ✓ {t("page.doneOn", { day: dayAndDistance(dayIn(zone, one.completedAt), today) })}
              </span>
            ) : null}
          </a>
        </li>
      ))}
    </ul>
  );
}
