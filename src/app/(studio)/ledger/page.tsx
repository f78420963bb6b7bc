import type { Metadata } from "next";
import { afterIn, orNotFound } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { Entries } from "@/features/ledger/components/entries";
import { Filter } from "@/features/ledger/components/filter";
import { listChoices, listLedger, sumLedger } from "@/features/ledger/queries";
import { totalsInWords } from "@/features/ledger/rules";
import { ledgerFilter, type LedgerFilter } from "@/features/ledger/schema";
import { dayIn } from "@/lib/dates";
import { ButtonLink } from "@/ui/button";
import { Pager } from "@/features/studio/components/pager";
import { Empty, PageHeading } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("ledger.title") };
}

export default async function LedgerPage({ searchParams }: WithSearch) {
  const locale = await studioLocale();
  const { t } = locale;
  const { scope, studio, now } = await requireFreelancer();
  const filter = ledgerFilter.parse(await searchParams);
  const after = await afterIn(searchParams);
  const { zone } = studio;
  const [{ entries, more }, totals, choices] = await Promise.all([
    orNotFound(listLedger(scope, zone, filter, after)),
    sumLedger(scope, zone, filter),
    listChoices(scope, zone),
  ]);
  const isEmpty = choices.years.length === 0;
  const add = (
    <ButtonLink href="/ledger/new" variant="main">
      {t("ledger.add")}
    </ButtonLink>
  );
  return (
    <div className="max-w-3xl">
      <PageHeading
        title={t("ledger.title")}
        below={t("ledger.intro")}
        action={isEmpty ? undefined : add}
      />
      {isEmpty ? (
        <Empty action={add}>{t("ledger.none")}</Empty>
      ) : (
        <div className="grid gap-8">
          <Filter filter={filter} choices={choices} />
          {entries.length > 0 ? (
            <>
              <div>
                {totalsInWords(locale, totals).map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
              </div>
              <div>
                <Entries entries={entries} today={dayIn(zone, now)} />
                <Pager path={pathOf(filter)} after={after} more={more} />
              </div>
            </>
          ) : (
            <p className="text-muted">{t("ledger.noneLikeThis")}</p>
          )}
        </div>
      )}
    </div>
  );
}

/** The list's address with its filter, for the pages that follow. */
function pathOf(filter: LedgerFilter): string {
  const chosen = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const query = new URLSearchParams(chosen).toString();
  return query ? `/ledger?${query}` : "/ledger";
}
