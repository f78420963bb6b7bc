import { studioLocale } from "@/auth/session";
import { addressOf, MOST_TYPED, type Wanted } from "@/features/clients/list/rules";
import { buttonVariant } from "@/ui/button";
import { Choices } from "@/ui/choices";
import { TextField } from "@/ui/field";

/** Narrows the clients, by name and to those with open projects. All of it is in the address; it needs no script. */
export async function ClientChoices({ wanted }: { wanted: Wanted }) {
  const { t } = await studioLocale();
  return (
    <>
      <div className="border-b border-hairline">
        <Choices
          label={t("clients.list.which")}
          choices={[false, true].map((isOpen) => ({
            label: t(`clients.list.${isOpen ? "open" : "all"}`),
            href: addressOf({ ...wanted, isOpen }),
            isChosen: isOpen === wanted.isOpen,
          }))}
        />
      </div>
      <form
        action="/clients"
        role="search"
        aria-label={t("clients.list.find")}
        className="my-6 grid items-start gap-4 sm:grid-cols-[minmax(0,28rem)_auto] sm:justify-start"
      >
        {wanted.isOpen ? <input type="hidden" name="state" value="open" /> : null}
        <TextField
          name="q"
          type="search"
          label={t("clients.list.find")}
          hint={t("clients.list.findHint")}
          defaultValue={wanted.find}
          maxLength={MOST_TYPED}
        />
        <div className="sm:pt-[1.875rem]">
          <button type="submit" className={buttonVariant("quiet")}>
            {t("clients.list.button")}
          </button>
        </div>
      </form>
    </>
  );
}
