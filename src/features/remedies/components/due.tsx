import { studioLocale } from "@/auth/session";
import { keep } from "@/features/remedies/actions";
import type { ProjectRemedies } from "@/features/remedies/queries";
import { ActionButton } from "@/ui/action-button";
import { Link } from "@/ui/link";
import { Section } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";

/** What was promised for this project after an earlier one: the first thing on its page, until it is kept. */
export async function DueRemedies({
  projectId,
  remedies: { due, kept },
}: {
  projectId: string;
  remedies: ProjectRemedies;
}) {
  const { t } = await studioLocale();
  if (due.length + kept.length === 0) return null;
  return (
    <div className="mb-10">
      <Section title={t("remedies.title")} id="remedies">
        <ul className="grid gap-4">
          {due.map(({ id, text, caseId }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
              <p className="min-w-0 max-w-[60ch] whitespace-pre-line wrap-anywhere" dir="auto">
                <StatusBadge shape="risk">{t("remedies.owed")}</StatusBadge> {text}
                {caseId ? (
                  <>
                    {" "}
                    <Link href={`/cases/${caseId}`} className="text-sm underline">
                      {t("remedies.why")}
                    </Link>
                  </>
                ) : null}
              </p>
              <ActionButton
                action={keep}
                hidden={{ remedyId: id, projectId }}
                busy={t("buttons.saving")}
                about={text}
              >
                {t("remedies.markKept")}
              </ActionButton>
            </li>
          ))}
          {kept.map(({ id, text }) => (
            <li key={id} className="max-w-[60ch] whitespace-pre-line wrap-anywhere" dir="auto">
              <StatusBadge shape="done">{t("remedies.kept")}</StatusBadge> {text}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
