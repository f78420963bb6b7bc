import { studioLocale } from "@/auth/session";
import { addPerson, rename, unarchive } from "@/features/clients/actions";
import { PersonFields } from "@/features/clients/components/person-fields";
import { renamedClient } from "@/features/clients/schema";
import type { Language } from "@/language/languages";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { Link } from "@/ui/link";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { archive } from "@/workflows/archive-client/actions";

type ClientChangesProps = {
  client: { id: string; name: string; archivedAt: Date | null; contacts: { language: Language }[] };
  zone: string;
};

/** What can be done for a client: another contact, a complaint, another name. */
export async function ClientChanges({ client, zone }: ClientChangesProps) {
  const { t } = await studioLocale();
  return (
    <>
      <Disclosure title={t("clients.addContact")}>
        <ActionForm
          action={addPerson}
          draft="new person"
          hidden={{ clientId: client.id }}
          className="grid max-w-xl gap-4"
        >
          <PersonFields fallbackZone={zone} fallbackLanguage={client.contacts.at(-1)?.language} />
          <div>
            <SubmitButton busy={t("buttons.adding")}>{t("clients.addContactButton")}</SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
      <p>
        <Link
          href={`/cases/new?client=${client.id}`}
          className="inline-flex min-h-11 items-center underline underline-offset-4"
        >
          {t("clients.logComplaint")}
        </Link>
      </p>
      <Disclosure title={t("clients.rename")}>
        <ActionForm
          action={rename}
          draft="name"
          hidden={{ clientId: client.id }}
          seen={{ name: client.name }}
          className="grid max-w-xl gap-4"
        >
          <TextField
            {...fieldsOf(renamedClient).name}
            label={t("clients.client")}
            defaultValue={client.name}
            autoComplete="off"
          />
          <div>
            <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
      <Disclosure title={t("clients.archive.title")}>
        <div className="grid max-w-xl gap-3">
          <p className="text-muted">{t("clients.archive.lead")}</p>
          <ActionButton
            action={client.archivedAt ? unarchive : archive}
            hidden={{ clientId: client.id }}
            busy={t("buttons.saving")}
          >
            {t(client.archivedAt ? "projects.archive.back" : "clients.archive.submit")}
          </ActionButton>
        </div>
      </Disclosure>
      <p>
        <Link
          href={`/clients/${client.id}/erase`}
          className="inline-flex min-h-11 items-center underline underline-offset-4"
        >
          {t("eraseClient.link")}
        </Link>
      </p>
    </>
  );
}
