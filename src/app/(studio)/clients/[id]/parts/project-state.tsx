import { studioLocale } from "@/auth/session";
import { dayIn, type Day } from "@/lib/dates";
import { StatusBadge } from "@/ui/status-badge";

type ProjectStateProps = {
  project: { completedAt: Date | null; cancelledAt: Date | null; archivedAt: Date | null };
  zone: string;
  today: Day;
};

/** Whether a project is open, completed or cancelled, and since when; and whether it is archived. */
export async function ProjectState({ project, zone, today }: ProjectStateProps) {
  const { t, dayAndDistance } = await studioLocale();
  const { completedAt, cancelledAt, archivedAt } = project;
  if (!completedAt) return <StatusBadge shape="waits">{t("clients.open")}</StatusBadge>;
  const day = dayAndDistance(dayIn(zone, completedAt), today);
  const state = cancelledAt
    ? t("projects.cancelledOn", { when: day })
    : t("clients.completed", { day });
  return (
    <StatusBadge shape={cancelledAt ? "stopped" : "done"}>
      {archivedAt ? `${state} · ${t("projects.archive.word")}` : state}
    </StatusBadge>
  );
}
