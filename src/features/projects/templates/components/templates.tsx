import { drop } from "@/features/projects/templates/actions";
import type { TemplateRow } from "@/features/projects/templates/queries";
import { AskFirst } from "@/ui/ask-first";
import { Disclosure } from "@/ui/page";

/** The checklists that the studio has saved for its next projects. */
export function Templates({ templates }: { templates: TemplateRow[] }) {
  if (templates.length === 0)
    return (
      <p className="text-muted">
        No templates yet. Write a checklist in a project and save it as a template; your next
        project can start with it.
      </p>
    );
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
            <AskFirst
              action={drop}
              hidden={{ templateId: template.id }}
              variant="quiet"
              about={template.name}
              question={`Delete “${template.name}”? Projects that used it keep their items.`}
              confirm="Delete it"
              busy="Deleting…"
            >
              Delete template
            </AskFirst>
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
