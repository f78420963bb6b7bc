import type { Metadata } from "next";
import { afterIn, orNotFound } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { ClientChoices } from "@/features/clients/components/client-choices";
import { ClientRows } from "@/features/clients/components/client-rows";
import { hasContacts, listClients } from "@/features/clients/queries";
import { addressOf, readWanted } from "@/features/clients/list/rules";
import { ResponseTimes } from "@/features/messages/response-times/components/response-times";
import { listResponses } from "@/features/messages/response-times/queries";
import { PledgeCounts } from "@/features/pledges/components/pledge-counts";
import { countPledges } from "@/features/pledges/queries";
import { Pager } from "@/features/studio/components/pager";
import { ButtonLink, buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Empty, PageHeading, Section } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("clients.title") };
}

export default async function ClientsPage({ searchParams }: WithSearch) {
  const { t } = await studioLocale();
  const { scope } = await requireFreelancer();
  const wanted = readWanted(await searchParams);
  const after = await afterIn(searchParams);
  const [{ clients, more }, hasAny] = await Promise.all([
    orNotFound(listClients(scope, after, wanted)),
    hasContacts(scope),
  ]);
  const words = { first: t("overview.first"), more: t("clients.list.more") };
  const add = (
    <ButtonLink href="/clients/new" variant="main">
      {t("clients.add")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeading title={t("clients.title")} action={hasAny ? add : undefined} />
      {hasAny ? <ClientChoices wanted={wanted} /> : <Empty action={add}>{t("clients.none")}</Empty>}
      {clients.length > 0 ? (
        <ClientRows clients={clients} />
      ) : hasAny ? (
        <Empty action={<ButtonLink href="/clients">{t("clients.list.clear")}</ButtonLink>}>
          {t("clients.list.nothing")}
        </Empty>
      ) : null}
      <Pager path={addressOf(wanted)} after={after} more={more} words={words} />
      {hasAny ? <Replies /> : null}
      <p className="mt-6">
        <Link href="/subcontractors" className={buttonVariant("plain")}>
          {t("subcontractors.heading")}
        </Link>{" "}
        <Link href="/archive" className={buttonVariant("plain")}>
          {t("projects.archive.tab")}
        </Link>
      </p>
      {hasAny ? (
        <p className="mt-2 flex flex-wrap gap-x-6">
          <Link href="/ledger" className={buttonVariant("plain")}>
            {t("clients.goneWrong")}
          </Link>
          <Link href="/own-it/new" className={buttonVariant("plain")}>
            {t("clients.forSeveral")}
          </Link>
        </p>
      ) : null}
    </>
  );
}

async function Replies() {
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const [responses, pledges] = await Promise.all([
    listResponses(scope, {}, studio, now),
    countPledges(scope),
  ]);
  return (
    <div className="mt-10">
      <Section title={t("clients.replies")} id="replies">
        <ResponseTimes responses={responses} />
        {pledges.made > 0 ? <PledgeCounts counts={pledges} /> : null}
      </Section>
    </div>
  );
}
