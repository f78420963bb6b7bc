import { studioLocale } from "@/auth/session";
import { arrange } from "@/workflows/arrange-people/actions";
import { projectPeople } from "@/features/projects/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { ChecksField, SelectField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(projectPeople);

type Person = { id: string; name: string };
const choicesOf = (some: Person[]) => some.map(({ id, name }) => ({ value: id, label: name }));

type PeopleFormProps = {
  projectId: string;
  contact: Person;
  alsoIds: string[];
  people: Person[];
  isClosed: boolean;
};

/** Whom a project is for, and who gets its emails as well. */
export async function PeopleForm({
  projectId,
  contact,
  alsoIds,
  people,
  isClosed,
}: PeopleFormProps) {
  const { t } = await studioLocale();
  const others = people.filter(({ id }) => id !== contact.id);
  if (others.length === 0)
    return <p className="max-w-[60ch] text-muted">{t("projects.people.alone", contact)}</p>;
  return (
    <ActionForm
      action={arrange}
      draft="people"
      hidden={isClosed ? { projectId, contactId: contact.id } : { projectId }}
      className="grid max-w-xl gap-4"
    >
      {isClosed ? null : (
        <SelectField
          {...fields.contactId}
          label={t("projects.begin.for")}
          hint={t("projects.people.forHint")}
          defaultValue={contact.id}
          choices={choicesOf([contact, ...others])}
        />
      )}
      <ChecksField
        {...fields.alsoIds}
        label={t("projects.people.also")}
        hint={t("projects.people.alsoHint")}
        defaultValue={alsoIds}
        choices={choicesOf(people)}
      />
      <div>
        <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
