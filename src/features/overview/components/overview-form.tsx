import { studioLocale } from "@/auth/session";
import { isOpenState } from "@/features/overview/rules";
import { MOST_TYPED, SORTS, type Asked } from "@/features/overview/schema";
import { buttonVariant } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";

type OverviewFormProps = {
  asked: Asked;
  clients: { choices: { id: string; name: string }[]; hasMore: boolean };
};

/** Narrows the projects by name and client, and sorts them. All of it is in the address; it needs no script. */
export async function OverviewForm({ asked, clients }: OverviewFormProps) {
  const { t } = await studioLocale();
  const { view, state, from } = asked;
  const isSorted = view === "list" && isOpenState(state);
  return (
    <form
      action="/projects"
      role="search"
      aria-label={t("overview.find")}
      className={"my-6 grid grid-cols-2 items-start gap-4 " + "sm:grid-cols-[1fr_14rem_12rem_auto]"}
    >
      {Object.entries({ view, state, from }).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <div className="col-span-2 sm:col-span-1">
        <TextField
          name="q"
          type="search"
          label={t("overview.find")}
          defaultValue={asked.q}
          maxLength={MOST_TYPED}
        />
      </div>
      <SelectField
        name="client"
        label={t("overview.client")}
        hint={
          clients.hasMore ? t("overview.moreClients", { most: clients.choices.length }) : undefined
        }
        defaultValue={asked.client ?? ""}
        choices={[
          { value: "", label: t("overview.everyClient") },
          ...clients.choices.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {isSorted ? (
        <SelectField
          name="sort"
          label={t("overview.sort.label")}
          defaultValue={asked.sort}
          choices={SORTS.map((sort) => ({ value: sort, label: t(`overview.sort.${sort}`) }))}
        />
      ) : null}
      <div className="self-end sm:self-start sm:pt-[1.875rem]">
        <button type="submit" className={buttonVariant("quiet")}>
          {t("overview.show")}
        </button>
      </div>
    </form>
  );
}
