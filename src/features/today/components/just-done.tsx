import { studioLocale } from "@/auth/session";
import { unmeet } from "@/features/deadlines/actions";
import type { JustDone } from "@/features/today/done/queries";
import { ActionButton } from "@/ui/action-button";

/** What was marked as done a moment ago, each with its undo. Nothing where nothing was. */
export async function JustDoneList({ done }: { done: JustDone[] }) {
  const { t } = await studioLocale();
  if (done.length === 0) return null;
  return (
    <div className="mb-4" role="status">
      <ul className="grid gap-1">
        {done.map(({ id, title, project }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 wrap-anywhere">
            <span>{t("today.justDone", { title, project: project.title })}</span>
            <ActionButton
              action={unmeet}
              hidden={{ deadlineId: id }}
              variant="plain"
              busy={t("buttons.undoing")}
              about={title}
            >
              {t("buttons.undo")}
            </ActionButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
