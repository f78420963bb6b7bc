import type { Metadata } from "next";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { Groups } from "@/features/search/components/groups";
import { SearchForm } from "@/features/search/components/search-form";
import { KINDS, TITLES } from "@/features/search/kinds";
import { findAll, hasExtensions } from "@/features/search/queries";
import { readQuery } from "@/features/search/rules";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

export const metadata: Metadata = { title: "Search" };

export default async function SearchPage({ searchParams }: WithSearch) {
  const { scope, studio, now } = await requireFreelancer();
  const { q, kind } = await searchParams;
  const typed = [q ?? ""].flat()[0] ?? "";
  const only = KINDS.find((one) => one === kind);
  const asked = readQuery(typed);
  const [groups, isWhole] = await Promise.all([
    asked.state === "terms" ? findAll(scope, asked.terms, only) : [],
    hasExtensions(),
  ]);
  return (
    <>
      <PageHeading
        title={only ? `Search in ${TITLES[only].toLowerCase()}` : "Search"}
        above={
          only ? (
            <Link
              href={`/search?${new URLSearchParams({ q: typed })}`}
              className={buttonVariant("plain")}
            >
              Search in everything
            </Link>
          ) : undefined
        }
      />
      <SearchForm typed={typed} problem={asked.state === "refused" ? asked.problem : null} />
      <p className="mt-3 max-w-[72ch] text-sm text-muted">
        Emails are found by their subject and names: their words are kept encrypted. What came in as
        a reply is found among the messages.
        {isWhole
          ? ""
          : " Search is limited on this database: type accents as they were written, and whole " +
            "words or their beginnings. Whoever runs it finds the cure in the worker's log."}
      </p>
      {asked.state === "terms" && groups.length === 0 ? (
        <p className="mt-8" role="status">
          Nothing found. Fewer words find more, and the beginning of a word is enough.
        </p>
      ) : null}
      <Groups
        groups={groups}
        typed={typed}
        isOneKind={only !== undefined}
        zone={studio.zone}
        now={now}
      />
    </>
  );
}
