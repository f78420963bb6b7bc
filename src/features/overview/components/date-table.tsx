import type { Mark, TimelineProject } from "@/features/overview/timeline/rules";
import type { StudioLocale } from "@/language/studio";
import type { Day } from "@/lib/dates";
import { StatusBadge } from "@/ui/status-badge";
import { toDate, turnWords } from "./words";

type DateTableProps = { locale: StudioLocale; projects: TimelineProject[]; today: Day };
type Dated = { mark: Mark; project: TimelineProject };

/** The same dates day by day: beside the drawing, and instead of it on a phone. */
export function DateTable({ locale, projects, today }: DateTableProps) {
  const { t, dayAndDistance } = locale;
  const dates = projects
    .flatMap((project) => project.marks.map((mark) => ({ mark, project })))
    .toSorted((a, b) => a.mark.on.localeCompare(b.mark.on));
  return (
    <table className="w-full text-left">
      <caption className="mb-2 text-left text-lg font-serif">
        {t("overview.timeline.dates")}
      </caption>
      <thead className="text-sm text-muted">
        <tr>
          <th scope="col" className="py-1 pr-4 font-medium">
            {t("overview.timeline.what")}
          </th>
          <th scope="col" className="w-32 py-1 font-medium sm:w-48">
            {t("overview.timeline.who")}
          </th>
        </tr>
      </thead>
      {[...Map.groupBy(dates, ({ mark }) => mark.on)].map(([on, dated]) => (
        <tbody key={on} id={dayId(on)} className="scroll-mt-20">
          <tr>
            <th
              scope="rowgroup"
              colSpan={2}
              className="border-t border-hairline pt-3 text-sm font-medium"
            >
              {dayAndDistance(on, today)}
            </th>
          </tr>
          {dated.map((one) => (
            <DateRow key={`${one.mark.kind} ${one.mark.deadlineId}`} {...one} locale={locale} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

export const dayId = (on: Day) => `day-${on}`;

function DateRow({ mark, project, locale }: Dated & { locale: StudioLocale }) {
  const { t } = locale;
  return (
    <tr className="align-baseline">
      <td className="py-1.5 pr-4 wrap-anywhere">
        {mark.isLate ? <StatusBadge shape="late">{t("projects.late")}</StatusBadge> : null}
        {mark.isAtRisk ? <StatusBadge shape="risk">{t("overview.atRisk")}</StatusBadge> : null}{" "}
        <a
          href={toDate(mark)}
          className="inline-flex min-h-6 underline decoration-edge underline-offset-4"
          dir="auto"
        >
          {mark.title}
        </a>
        <span className="block text-sm text-muted" dir="auto">
          {project.title} · {project.client}
        </span>
      </td>
      <td className="py-1.5 text-sm text-muted">{turnWords(locale, mark)}</td>
    </tr>
  );
}
