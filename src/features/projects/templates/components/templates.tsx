import { studioLocale } from "@/auth/session";
import { drop } from "@/features/projects/templates/actions";
import type { TemplateRow } from "@/features/projects/templates/queries";
import { AskFirst } from "@/ui/ask-first";
import { Disclosure } from "@/ui/page";

/** What the studio has saved for its next projects. */
export async function Templates({ templates }: { templates: TemplateRow[] }) {
  const { t } = await studioLocale();
  if (templates.length === 0) return <p className="text-muted">{t("checklist.templates.none")}</p>;
  return (
    <ul className="-mt-2 divide-y divide-hairline">
      {templates.map((template) => (
        <li key={template.id} className="py-2">
          <Disclosure title={`${template.name} (${template.items.length})`}>
            <ol className="mb-3 list-decimal pl-6 text-muted">
              {template.items.map((text) => (
                <li key={text} className="wrap-anywhere">
                  {text}
                </li>
              ))}
            </ol>
            <Planned
              lines={[
                ...template.plannedDates.map(({ title, after: count }) =>
                  t("checklist.templates.date", { title, count }),
                ),
                ...template.plannedRequests.map(({ title, after: count }) =>
                  t("checklist.templates.request", { title, count }),
                ),
              ]}
            />
            <AskFirst
              action={drop}
              hidden={{ templateId: template.id }}
              variant="quiet"
              about={template.name}
              question={t("checklist.templates.deleteQuestion", { name: template.name })}
              confirm={t("checklist.templates.deleteIt")}
              busy={t("buttons.deleting")}
            >
              {t("checklist.templates.delete")}
            </AskFirst>
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}

/** Its dates and what the client is asked for, each with its distance from the first day. */
function Planned({ lines }: { lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="mb-3 list-disc pl-6 text-muted">
      {lines.map((line, place) => (
        <li key={`${place} ${line}`} className="wrap-anywhere">
          {line}
        </li>
      ))}
    </ul>
  );
}
