import { studioLocale } from "@/auth/session";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import type { FieldFacts } from "@/lib/fields-of";
import type { Action } from "@/lib/form-state";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { AreaField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

type EditTextProps<Id extends string> = {
  /** What it is: "note". */ what: string;
  /** What deletes it: "Delete note". */ deletes: string;
  /** Its hidden field. */ id: { [Field in NoInfer<Id>]: string };
  /** Names it for a screen reader. */ name: string;
  text: string;
  /** The contact who reads it. */ readerId: string;
  field: FieldFacts<"text">;
  hint?: string;
  reword: Action<Id | "text">;
  remove: Action<Id>;
};

/** Edits or deletes one text of a project, a note or an extra. */
export async function EditText<Id extends string>(props: EditTextProps<Id>) {
  const { t } = await studioLocale();
  const { what, deletes, name, text, readerId, field, hint } = props;
  // The names are checked where it is called.
  const { id, reword, remove }: { id: Record<string, string>; reword: Action; remove: Action } =
    props;
  return (
    <Disclosure title={t("projects.edit")} about={name}>
      <div className="grid gap-3">
        <ActionForm
          action={reword}
          draft={`${what} ${Object.values(id).join(" ")}`}
          hidden={id}
          seen={{ text }}
          className="grid gap-3"
        >
          <AreaField
            {...field}
            label={t("projects.text")}
            hint={hint}
            defaultValue={text}
            rows={2}
          />
          <PreSendCheck texts={[field.name]} readerId={readerId} />
          <div>
            <SubmitButton busy={t("buttons.saving")} about={name}>
              {t("buttons.save")}
            </SubmitButton>
          </div>
        </ActionForm>
        <AskFirst
          action={remove}
          hidden={id}
          about={name}
          question={t("projects.deleteQuestion", { name })}
          confirm={deletes}
          busy={t("buttons.deleting")}
        >
          {t("buttons.delete")}
        </AskFirst>
      </div>
    </Disclosure>
  );
}
