import { studioLocale } from "@/auth/session";
import { bringBack } from "@/features/clients/actions";
import { ActionButton } from "@/ui/action-button";
import { Disclosure } from "@/ui/page";
import { remove } from "@/workflows/remove-contact/actions";

type Named = { id: string; name: string };

/** What removing a person does, and the button for it. */
export async function RemovePerson({ person: { id: contactId, name } }: { person: Named }) {
  const { t } = await studioLocale();
  return (
    <Disclosure title={t("clients.remove.title", { name })}>
      <div className="grid max-w-xl gap-3">
        <p className="text-muted">{t("clients.remove.lead", { name })}</p>
        <ActionButton
          action={remove}
          hidden={{ contactId }}
          about={name}
          busy={t("buttons.removing")}
          variant="quiet"
        >
          {t("clients.remove.confirm")}
        </ActionButton>
      </div>
    </Disclosure>
  );
}

/** The people who were removed, each with the way back. Nothing where there are none. */
export async function RemovedPeople({ people }: { people: Named[] }) {
  const { t } = await studioLocale();
  if (people.length === 0) return null;
  return (
    <Disclosure title={t("clients.remove.list", { count: people.length })}>
      <ul className="grid gap-2">
        {people.map(({ id, name }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 wrap-anywhere">
            {name}
            <ActionButton
              action={bringBack}
              hidden={{ contactId: id }}
              variant="plain"
              busy={t("buttons.saving")}
              about={name}
            >
              {t("clients.remove.bringBack")}
            </ActionButton>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
