import type { Metadata } from "next";
import { cache } from "react";
import { afterIn, idIn, orNotFound } from "@/app/page-params";
import type { WithId, WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { BusinessFile } from "@/features/business-file/components/business-file";
import { getBusinessFile } from "@/features/business-file/queries";
import { CalendarLink } from "@/features/calendar/components/calendar-link";
import { listContactCalendars } from "@/features/calendar/queries";
import { goodwillName } from "@/features/cases/apology/emails";
import { OpenCase } from "@/features/cases/components/open-case";
import { findOpenCase } from "@/features/cases/queries";
import { OwedLists } from "@/features/remedies/components/owed";
import { listOwed } from "@/features/remedies/queries";
import { localeOf } from "@/language/locale";
import { Person } from "@/features/clients/components/person";
import { getClient } from "@/features/clients/queries";
import { QuietClient } from "@/features/quiet-clients/components/quiet-times";
import { listQuietTimes } from "@/features/quiet-clients/queries";
import { Suppressed } from "@/features/emails/suppressions/components/suppressed";
import { listSuppressed } from "@/features/emails/suppressions/queries";
import { dayIn } from "@/lib/dates";
import { links } from "@/lib/links";
import { ButtonLink } from "@/ui/button";
import { Link } from "@/ui/link";
import { Disclosure, PageHeading, Section } from "@/ui/page";
import { RemovedPeople, RemovePerson } from "@/workflows/remove-contact/components/remove-person";
import { ClientChanges } from "./parts/changes";
import { Conversation } from "./parts/conversation";
import { ProjectState } from "./parts/project-state";

/** Read once for the tab's title and the page. */
const read = cache(async (id: string) => {
  const { scope } = await requireFreelancer();
  return orNotFound(getClient(scope, id));
});

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  const client = await read(await idIn(params));
  return { title: client.name };
}

const addressOf = (path: string | null | undefined) => (path ? links.page(path) : null);

export default async function ClientPage({ params, searchParams }: WithId & WithSearch) {
  const { t, language } = await studioLocale();
  const { scope, studio, now } = await requireFreelancer();
  const client = await read(await idIn(params));
  const [calendars, owed, openCase, quiet, business] = await Promise.all([
    listContactCalendars(scope, client.id),
    listOwed(scope, client.id),
    findOpenCase(scope, client.id),
    listQuietTimes(scope, client.id),
    getBusinessFile(scope, client.id),
  ]);
  const suppressed = await listSuppressed(
    scope,
    client.contacts.map((contact) => contact.address),
  );
  const noticeOf = (address: string) => {
    const suppression = suppressed.get(address);
    return suppression ? (
      <Suppressed suppression={suppression} address={address} zone={studio.zone} now={now} />
    ) : null;
  };
  const today = dayIn(studio.zone, now);
  const here = client.contacts.filter((person) => !person.removedAt);
  const after = await afterIn(searchParams);
  const begin = (
    <ButtonLink variant="main" href={`/projects/new${here[0] ? `?contact=${here[0].id}` : ""}`}>
      {t("clients.newProject")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeading title={client.name} action={begin} />
      <div className="grid gap-12">
        {openCase ? <OpenCase one={openCase} /> : null}
        {owed.remedies.length + owed.goodwill.length > 0 ? (
          <Section title={t("clients.owed")} id="owed">
            <OwedLists
              owed={owed}
              nameOf={(goodwill) => goodwillName(localeOf(language), goodwill)}
              zone={studio.zone}
              now={now}
            />
          </Section>
        ) : null}
        <Section title={t("clients.projects")}>
          {client.projects.length > 0 ? (
            <ul className="divide-y divide-hairline">
              {client.projects.map((project) => (
                <li
                  key={project.id}
                  className="flex flex-wrap items-center justify-between gap-x-6 py-1.5"
                >
                  <Link
                    href={`/projects/${project.id}`}
                    className={
                      "inline-flex min-h-11 items-center font-serif text-lg leading-snug " +
                      "wrap-anywhere hover:underline"
                    }
                  >
                    {project.title}
                  </Link>
                  <ProjectState project={project} zone={studio.zone} today={today} />
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-muted">
              {t("clients.noProjects", {
                name: here[0]?.name ?? t("clients.theClient"),
              })}
            </p>
          )}
        </Section>
        <Conversation {...{ scope, studio, now, after }} client={{ ...client, contacts: here }} />
        <Section id="business" title={t("clients.business")}>
          <BusinessFile clientId={client.id} known={business} />
        </Section>
        {quiet.checks.length > 0 || quiet.returns.length > 0 ? (
          <Section id="quiet" title={t("clients.quiet")}>
            <QuietClient times={quiet} zone={studio.zone} now={now} />
          </Section>
        ) : null}
        <Section title={t("clients.contacts")}>
          <ul className="-mt-2 divide-y divide-hairline">
            {here.map(({ pagePath, ...person }) => (
              <Person
                key={person.id}
                person={{ ...person, page: pagePath ? links.page(pagePath) : null }}
                zone={studio.zone}
                now={now}
                notice={noticeOf(person.address)}
              >
                {pagePath ? (
                  <Disclosure title={t("clients.calendar", { name: person.name })}>
                    <CalendarLink contact={person} address={addressOf(calendars.get(person.id))} />
                  </Disclosure>
                ) : null}
                <RemovePerson person={person} />
              </Person>
            ))}
          </ul>
          <RemovedPeople people={client.contacts.filter((person) => person.removedAt)} />
          <ClientChanges client={client} zone={studio.zone} />
        </Section>
      </div>
    </>
  );
}
