import type { LedgerChoices } from "@/features/ledger/queries";
import { kindName } from "@/features/ledger/rules";
import { channelWords } from "@/features/studio/rules";
import { CHANNELS, LEDGER_KINDS, type LedgerFilter } from "@/features/ledger/schema";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";

type FilterProps = { filter: LedgerFilter; choices: LedgerChoices };

/** An ordinary form that asks with its address: it works without script, and a filtered list can be kept as a link. */
export function Filter({ filter, choices }: FilterProps) {
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <form method="get" action="/ledger" className="grid items-end gap-4 sm:grid-cols-4">
      <Choice
        name="kind"
        label="Kind"
        chosen={filter.kind}
        choices={LEDGER_KINDS.map((kind) => [kind, kindName(kind)])}
      />
      <Choice
        name="client"
        label="Client"
        chosen={filter.client}
        choices={choices.clients.map(({ id, name }) => [id, name])}
      />
      <Choice
        name="channel"
        label="How you heard"
        chosen={filter.channel}
        choices={CHANNELS.map((channel) => [channel, channelWords[channel]])}
      />
      <Choice
        name="year"
        label="Year"
        chosen={filter.year === undefined ? undefined : String(filter.year)}
        choices={choices.years.map((year) => [String(year), String(year)])}
      />
      <div className="flex flex-wrap gap-4 sm:col-span-4">
        <button type="submit" className={buttonVariant("quiet")}>
          Show
        </button>
        {isFiltered ? (
          <Link href="/ledger" className={buttonVariant("plain")}>
            Show all
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

function Choice({ name, label, chosen, choices }: ChoiceProps) {
  return (
    <label className="grid min-w-0 gap-1 text-sm font-medium">
      {label}
      <select
        key={chosen ?? ""}
        name={name}
        defaultValue={chosen ?? ""}
        className="min-h-11 w-full min-w-0 rounded-sm border border-edge bg-sheet px-3 text-base font-normal text-ink"
      >
        <option value="">All</option>
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
