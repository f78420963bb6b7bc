import { drop } from "@/features/projects/checklist/actions";
import type { TemplateRow } from "@/features/projects/checklist/queries";
import { AskFirst } from "@/ui/ask-first";
import { Disclosure } from "@/ui/page";

/** The checklists that the studio keeps for its next projects. */
export function Templates({ templates }: { templates: TemplateRow[] }) {
  if (templates.length === 0)
    return (
      <p className="text-muted">
        None yet. Write a list in a project and keep it there under a name: the next project can
        begin with it.
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
              question={`Remove “${template.name}”? Projects that have used it keep their items.`}
              confirm="Remove it"
              busy="Removing…"
            >
              Remove this checklist
            </AskFirst>
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
