import { studioLocale } from "@/auth/session";
import type { ProjectRow } from "@/features/projects/list/queries";
import { dayIn } from "@/lib/dates";
import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";

/** The list of projects: whose it is, and what is promised next. */
export function ProjectRows({
  projects,
  zone,
  now,
}: {
  projects: ProjectRow[];
  zone: string;
  now: Date;
}) {
  const today = dayIn(zone, now);
  return (
    <ul className="divide-y divide-hairline border-y border-hairline">
      {projects.map((project) => (
        <li
          key={project.id}
          className={
            "relative grid gap-x-6 gap-y-1 py-4 hover:bg-sheet " +
            "sm:grid-cols-[1fr_minmax(0,22rem)] sm:items-baseline"
          }
        >
          <div className="min-w-0">
            <Link
              href={`/projects/${project.id}`}
              className="font-serif text-lg leading-snug wrap-anywhere after:absolute after:inset-0"
            >
              {project.title}
            </Link>
            <p className="text-muted wrap-anywhere">
              {project.client.name} · {project.contact.name}
            </p>
          </div>
          <p className="text-muted wrap-anywhere">
            <NextPromise project={project} today={today} zone={zone} />
          </p>
        </li>
      ))}
    </ul>
  );
}

async function NextPromise({
  project: { completedAt, cancelledAt, next },
  today,
  zone,
}: {
  project: ProjectRow;
  today: string;
  zone: string;
}) {
  const { t, dayAndDistance } = await studioLocale();
  if (cancelledAt)
    return (
      <StatusBadge shape="stopped">
        {t("projects.cancelledOn", { when: dayAndDistance(dayIn(zone, cancelledAt), today) })}
      </StatusBadge>
    );
  if (completedAt)
    return (
      <StatusBadge shape="done">
        {t("projects.completedOn", { when: dayAndDistance(dayIn(zone, completedAt), today) })}
      </StatusBadge>
    );
  if (!next) return t("projects.noPromises");
  return (
    <>
      {next.promisedOn < today ? (
        <StatusBadge shape="late">{t("projects.late")}</StatusBadge>
      ) : (
        <StatusBadge shape="waits">{t("projects.next")}</StatusBadge>
      )}{" "}
      <span className="text-ink">{next.title}</span>
      <span className="block text-sm">
        {dayAndDistance(next.promisedOn, today)} ·{" "}
        {next.holder === "CLIENT" ? t("deadlines.fromClient") : t("deadlines.fromYou")}
      </span>
    </>
  );
}
