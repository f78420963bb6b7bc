import type { Metadata } from "next";
import { afterIn, idIn, orNotFound } from "@/app/page-params";
import type { WithId, WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { History } from "@/features/history/components/history";
import { listHistory } from "@/features/history/queries";
import { findProjectTitle } from "@/features/projects/queries";
import { dayIn } from "@/lib/dates";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Pager } from "@/features/studio/components/pager";
import { Empty, PageHeading } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("history.tab") };
}

/** All that happened in a project, a page at a time. */
export default async function HistoryPage({ params, searchParams }: WithId & WithSearch) {
  const { scope, studio, now } = await requireFreelancer();
  const { t, language } = await studioLocale();
  const projectId = await idIn(params);
  const title = await orNotFound(findProjectTitle(scope, projectId));
  const today = dayIn(studio.zone, now);
  const after = await afterIn(searchParams);
  const { entries, more } = await orNotFound(
    listHistory(scope, projectId, { language, today }, { after }),
  );
  const path = `/projects/${projectId}`;
  return (
    <div className="max-w-3xl">
      <PageHeading
        title={t("history.title")}
        above={
          <Link href={path} className={buttonVariant("plain")}>
            {title}
          </Link>
        }
      />
      {entries.length > 0 ? (
        <History entries={entries} zone={studio.zone} now={now} />
      ) : (
        <Empty>{t("history.none")}</Empty>
      )}
      <Pager path={`${path}/history`} after={after} more={more} />
    </div>
  );
}
