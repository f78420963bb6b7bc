import { studioLocale } from "@/auth/session";
import { tick, untick } from "@/features/projects/checklist/actions";
import { keep, take } from "@/features/projects/templates/actions";
import type { ChecklistRow } from "@/features/projects/checklist/queries";
import type { TemplateRow } from "@/features/projects/templates/queries";
import { newItem, renamedItem } from "@/features/projects/checklist/schema";
import { keptTemplate, usedTemplate } from "@/features/projects/templates/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { SelectField, TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { AddItem } from "./add-item";
import { ChangeItem } from "./change-item";

type ChecklistProps = {
  projectId: string;
  items: ChecklistRow[];
  templates: TemplateRow[];
  /** Whether the project has dates: a template holds them too. */
  hasDates: boolean;
};

/** What to look at before a project is done. The freelancer's own: no client sees it. */
export async function Checklist({ projectId, items, templates, hasDates }: ChecklistProps) {
  const { t, words } = await studioLocale();
  return (
    <div className="max-w-[68ch]">
      {items.length > 0 ? (
        <ol className="mb-4 divide-y divide-hairline">
          {items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </ol>
      ) : (
        <p className="pb-4 text-muted">{t("checklist.none")}</p>
      )}
      <AddItem
        projectId={projectId}
        field={fieldsOf(newItem).text}
        words={{ ...words.checklist.item, adding: words.buttons.adding }}
      />
      <div className="mt-3 grid">
        {items.length > 0 ? (
          <Disclosure title={t("checklist.editList")}>
            <ol className="divide-y divide-hairline">
              {items.map((item, index) => (
                <ChangeItem
                  key={item.id}
                  item={item}
                  field={fieldsOf(renamedItem).text}
                  place={index + 1}
                  of={items.length}
                  words={{ ...words.checklist.item, ...words.buttons }}
                />
              ))}
            </ol>
          </Disclosure>
        ) : null}
        {templates.length > 0 ? (
          <Disclosure title={t("checklist.useSaved")}>
            <TakeTemplate projectId={projectId} templates={templates} />
          </Disclosure>
        ) : null}
        {items.length > 0 || hasDates ? (
          <Disclosure title={t("checklist.saveAsTemplate")}>
            <ActionForm
              action={keep}
              draft="template"
              hidden={{ projectId }}
              className="grid gap-4"
            >
              <TextField
                {...fieldsOf(keptTemplate).name}
                label={t("checklist.name")}
                hint={t("checklist.nameHint")}
                autoComplete="off"
              />
              <div>
                <SubmitButton busy={t("buttons.saving")}>
                  {t("checklist.saveTemplate")}
                </SubmitButton>
              </div>
            </ActionForm>
          </Disclosure>
        ) : null}
      </div>
    </div>
  );
}

async function Item({ item }: { item: ChecklistRow }) {
  const { t } = await studioLocale();
  return (
    <li>
      <ActionForm
        action={item.doneAt ? untick : tick}
        draft={null}
        hidden={{ itemId: item.id }}
        className="-ml-2.5 flex flex-wrap items-center gap-x-2"
        label={item.text}
      >
        <SubmitButton
          variant="plain"
          busy="…"
          label={t(item.doneAt ? "checklist.untick" : "checklist.tick", { text: item.text })}
        >
          <Box isTicked={item.doneAt !== null} />
        </SubmitButton>
        <span className={`min-w-0 flex-1 py-2 wrap-anywhere ${item.doneAt ? "text-muted" : ""}`}>
          {item.text}
          {item.doneAt ? <span className="sr-only"> {t("checklist.done")}</span> : null}
        </span>
      </ActionForm>
    </li>
  );
}

function Box({ isTicked }: { isTicked: boolean }) {
  return (
    <span className="grid size-11 place-items-center">
      <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6">
        <rect
          x="2"
          y="2"
          width="20"
          height="20"
          rx="2"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.500"
          className={isTicked ? "text-accent" : "text-edge"}
        />
        {isTicked ? (
          <path
            d="M6.500 12.500 10.500 17 18 7"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.250"
            strokeLinecap="round"
            strokeLinejoin="round"
            className="text-accent"
          />
        ) : null}
      </svg>
    </span>
  );
}

async function TakeTemplate({
  projectId,
  templates,
}: {
  projectId: string;
  templates: TemplateRow[];
}) {
  const { t } = await studioLocale();
  return (
    <ActionForm action={take} draft={null} hidden={{ projectId }} className="grid gap-4">
      <SelectField
        {...fieldsOf(usedTemplate).templateId}
        label={t("checklist.template")}
        hint={t("checklist.templateHint")}
        choices={templates.map(({ id, name, items }) => ({
          value: id,
          label: `${name} (${items.length})`,
        }))}
      />
      <div>
        <SubmitButton busy={t("buttons.adding")}>{t("checklist.addItems")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
