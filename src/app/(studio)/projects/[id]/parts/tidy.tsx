import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { archive, unarchive } from "@/features/projects/actions";
import { ActionButton } from "@/ui/action-button";
import { AskFirst } from "@/ui/ask-first";
import { Disclosure } from "@/ui/page";
import { CancelForm } from "@/workflows/cancel-project/components/cancel-form";
import { remove } from "@/workflows/delete-project/actions";

/** How a project ends without a delivery, leaves the lists, or goes. */
export async function TidyPart({ project, whyKept }: ProjectFacts) {
  const { t } = await studioLocale();
  const { id: projectId, title, contact, completedAt, archivedAt } = project;
  return (
    <>
      {completedAt ? null : (
        <Disclosure title={t("projects.cancel.title")}>
          <CancelForm projectId={projectId} contact={contact} />
        </Disclosure>
      )}
      <Disclosure title={t("projects.archive.title")}>
        <div className="grid max-w-[60ch] gap-4">
          <p className="text-muted">
            {t(completedAt ? "projects.archive.lead" : "projects.archive.open")}
          </p>
          {completedAt ? (
            <ActionButton
              action={archivedAt ? unarchive : archive}
              hidden={{ projectId }}
              busy={t("buttons.saving")}
            >
              {t(archivedAt ? "projects.archive.back" : "projects.archive.submit")}
            </ActionButton>
          ) : null}
          {whyKept ? (
            <p className="text-muted">{t(whyKept)}</p>
          ) : (
            <AskFirst
              action={remove}
              hidden={{ projectId }}
              about={title}
              question={t("projects.remove.question", { title, name: contact.name })}
              confirm={t("projects.remove.confirm")}
              busy={t("buttons.deleting")}
              variant="quiet"
            >
              {t("projects.remove.title")}
            </AskFirst>
          )}
        </div>
      </Disclosure>
    </>
  );
}
