import { studioLocale } from "@/auth/session";
import type { LedgerChoices } from "@/features/ledger/queries";
import { CHANNELS, LEDGER_KINDS, type LedgerFilter } from "@/features/ledger/schema";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";

type FilterProps = { filter: LedgerFilter; choices: LedgerChoices };

/** An ordinary form that asks with its address: it works without script, and a filtered list can be kept as a link. */
export async function Filter({ filter, choices }: FilterProps) {
  const { t } = await studioLocale();
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <form method="get" action="/ledger" className="grid items-end gap-4 sm:grid-cols-4">
      <Choice
        name="kind"
        label={t("ledger.kind")}
        chosen={filter.kind}
        choices={LEDGER_KINDS.map((kind) => [kind, t(`ledger.kinds.${kind}`)])}
      />
      <Choice
        name="client"
        label={t("ledger.client")}
        chosen={filter.client}
        choices={choices.clients.map(({ id, name }) => [id, name])}
      />
      <Choice
        name="channel"
        label={t("ledger.heard")}
        chosen={filter.channel}
        choices={CHANNELS.map((channel) => [channel, t(`channels.${channel}`)])}
      />
      <Choice
        name="year"
        label={t("ledger.year")}
        chosen={filter.year === undefined ? undefined : String(filter.year)}
        choices={choices.years.map((year) => [String(year), String(year)])}
      />
      <div className="flex flex-wrap gap-4 sm:col-span-4">
        <button type="submit" className={buttonVariant("quiet")}>
          {t("ledger.show")}
        </button>
        {isFiltered ? (
          <Link href="/ledger" className={buttonVariant("plain")}>
            {t("ledger.showAll")}
          </Link>
        ) : null}
      </div>
    </form>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  chosen: string | undefined;
  choices: [value: string, label: string][];
};

async function Choice({ name, label, chosen, choices }: ChoiceProps) {
  const { t } = await studioLocale();
  return (
    <label className="grid min-w-0 gap-1 text-sm font-medium">
      {label}
      <select
        key={chosen ?? ""}
        name={name}
        defaultValue={chosen ?? ""}
        className="min-h-11 w-full min-w-0 rounded-sm border border-edge bg-sheet px-3 text-base font-normal text-ink"
      >
        <option value="">{t("ledger.all")}</option>
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
