import type { Metadata } from "next";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { Groups } from "@/features/search/components/groups";
import { SearchForm } from "@/features/search/components/search-form";
import { KINDS } from "@/features/search/kinds";
import { findAll, hasExtensions } from "@/features/search/queries";
import { readQuery } from "@/features/search/rules";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("search.title") };
}

export default async function SearchPage({ searchParams }: WithSearch) {
  const { t } = await studioLocale();
  const { scope, studio, now } = await requireFreelancer();
  const { q, kind } = await searchParams;
  const typed = [q ?? ""].flat()[0] ?? "";
  const only = KINDS.find((one) => one === kind);
  const asked = readQuery(typed, t);
  const [groups, isWhole] = await Promise.all([
    asked.state === "terms" ? findAll(scope, asked.terms, only) : [],
    hasExtensions(),
  ]);
  return (
    <>
      <PageHeading
        title={t(only ? `search.inKind.${only}` : "search.title")}
        above={
          only ? (
            <Link
              href={`/search?${new URLSearchParams({ q: typed })}`}
              className={buttonVariant("plain")}
            >
              {t("search.everything")}
            </Link>
          ) : undefined
        }
      />
      <SearchForm typed={typed} problem={asked.state === "refused" ? asked.problem : null} />
      <p className="mt-3 max-w-[72ch] text-sm text-muted">
        {t("search.emailsText")}
        {isWhole ? "" : ` ${t("search.limited")}`}
      </p>
      {asked.state === "terms" && groups.length === 0 ? (
        <p className="mt-8" role="status">
          {t("search.nothing")}
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
