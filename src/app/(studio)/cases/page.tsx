import type { Metadata } from "next";
import { afterIn } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { listClosedCases, listOpenCases } from "@/features/cases/queries";
import { caseClock } from "@/features/cases/rules";
import { CaseClockLine } from "@/features/cases/components/case-clock";
import { dayIn } from "@/lib/dates";
import { ButtonLink } from "@/ui/button";
import { Link } from "@/ui/link";
import { Pager } from "@/features/studio/components/pager";
import { Empty, PageHeading, Section } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("cases.title") };
}

/** Every complaint that became a case: the open ones with their clocks, then those that are closed. */
export default async function CasesPage({ searchParams }: WithSearch) {
  const { t, dayAndDistance } = await studioLocale();
  const { scope, studio, now } = await requireFreelancer();
  const after = await afterIn(searchParams);
  const [open, closed] = await Promise.all([listOpenCases(scope), listClosedCases(scope, after)]);
  const today = dayIn(studio.zone, now);
  const logLink = (
    <ButtonLink href="/cases/new" variant="main">
      {t("cases.log")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeading title={t("cases.title")} below={t("cases.intro")} action={logLink} />
      <div className="grid gap-12">
        {open.length === 0 && closed.cases.length === 0 ? <Empty>{t("cases.none")}</Empty> : null}
        {open.length > 0 ? (
          <Section title={t("cases.open")}>
            <ul className="divide-y divide-hairline">
              {open.map((one) => (
                <li key={one.caseId} className="grid gap-1 py-3">
                  <CaseLink id={one.caseId} who={one.who} about={one.about} />
                  <CaseClockLine
                    clock={caseClock({ ...one, openedAt: one.at }, studio, now)}
                    firstRespondedAt={one.firstRespondedAt}
                    zone={studio.zone}
                    now={now}
                  />
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
        {closed.cases.length > 0 ? (
          <Section title={t("cases.closed")}>
            <ul className="divide-y divide-hairline">
              {closed.cases.map((one) => (
                <li key={one.id} className="grid gap-1 py-3">
                  <CaseLink
                    id={one.id}
                    who={one.contact.name}
                    about={one.project?.title ?? one.client.name}
                  />
                  <p className="flex flex-wrap items-baseline gap-x-3">
                    <StatusBadge shape={one.outcome === "KEPT" ? "done" : "stopped"}>
                      {t(`cases.outcome.${one.outcome ?? "UNCLEAR"}`)}
                    </StatusBadge>
                    <span className="text-muted">
                      {dayAndDistance(dayIn(studio.zone, one.closedAt!), today)}
                    </span>
                  </p>
                </li>
              ))}
            </ul>
            <Pager path="/cases" after={after} more={closed.more} />
          </Section>
        ) : null}
      </div>
    </>
  );
}

function CaseLink({ id, who, about }: { id: string; who: string; about: string | null }) {
  return (
    <Link
      href={`/cases/${id}`}
      className="inline-flex min-h-11 items-center font-serif text-lg wrap-anywhere hover:underline"
    >
      {about ? `${who}, ${about}` : who}
    </Link>
  );
}
