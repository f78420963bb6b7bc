import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { listClients } from "@/features/clients/queries";
import { ResponseTimes } from "@/features/messages/response-times/components/response-times";
import { listResponses } from "@/features/messages/response-times/queries";
import { PledgeCounts } from "@/features/pledges/components/pledge-counts";
import { countPledges } from "@/features/pledges/queries";
import { ButtonLink, buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Empty, PageHeading, Section } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("clients.title") };
}

export default async function ClientsPage() {
  const { t } = await studioLocale();
  const { scope, studio, now } = await requireFreelancer();
  const [clients, responses, pledges] = await Promise.all([
    listClients(scope),
    listResponses(scope, {}, studio, now),
    countPledges(scope),
  ]);
  const add = (
    <ButtonLink href="/clients/new" variant="main">
      {t("clients.add")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeading title={t("clients.title")} action={clients.length > 0 ? add : undefined} />
      {clients.length > 0 ? (
        <ul className="divide-y divide-hairline border-y border-hairline">
          {clients.map((client) => (
            <li
              key={client.id}
              className="relative grid gap-x-6 py-4 hover:bg-sheet sm:grid-cols-[1fr_auto] sm:items-baseline"
            >
              <div className="min-w-0">
                <Link
                  href={`/clients/${client.id}`}
                  className="font-serif text-lg leading-snug wrap-anywhere after:absolute after:inset-0"
                >
                  {client.name}
                </Link>
                <p className="text-muted wrap-anywhere">{client.people.join(", ")}</p>
              </div>
              <p className="text-muted">
                {t("clients.openProjects", { count: client.openProjects })}
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <Empty action={add}>{t("clients.none")}</Empty>
      )}
      {clients.length > 0 ? (
        <div className="mt-10">
          <Section title={t("clients.replies")} id="replies">
            <ResponseTimes responses={responses} />
            {pledges.made > 0 ? <PledgeCounts counts={pledges} /> : null}
          </Section>
        </div>
      ) : null}
      <p className="mt-6">
        <Link href="/subcontractors" className={buttonVariant("plain")}>
          {t("subcontractors.heading")}
        </Link>{" "}
        <Link href="/archive" className={buttonVariant("plain")}>
          {t("projects.archive.tab")}
        </Link>
      </p>
      {clients.length > 0 ? (
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
