import type { Mark, TimelineProject } from "@/features/overview/timeline/rules";
import type { StudioLocale } from "@/language/studio";
import type { Day } from "@/lib/dates";

/** Where a date is: among its project's promises. */
export const toDate = ({ projectId }: Pick<Mark, "projectId">) => `/projects/${projectId}#promises`;

/** "Draft, The lighthouse map. Promised for Tue 1 Dec, in 4 days. With you. At risk.": a date for who does not see it. */
export function wordsOf(
  locale: StudioLocale,
  mark: Mark,
  project: Pick<TimelineProject, "title">,
  today: Day,
): string {
  const { t } = locale;
  const when = locale.dayAndDistance(mark.on, today);
  return [
    `${mark.title}, ${project.title}`,
    t(`overview.timeline.${mark.kind}`, { when }),
    ...(mark.kind === "promised" ? [turnWords(locale, mark)] : []),
    ...(mark.isLate ? [t("projects.late")] : mark.isAtRisk ? [t("overview.atRisk")] : []),
  ]
    .map((sentence) => `${sentence}.`)
    .join(" ");
}

/** Whose turn it is, or that only the freelancer sees the date. */
export function turnWords({ t }: StudioLocale, { kind, holder }: Pick<Mark, "kind" | "holder">) {
  if (kind === "target") return t("today.comingUp.target");
  return t(`overview.turn.${holder === "FREELANCER" ? "mine" : "theirs"}`);
}
