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
import { addPerson, rename } from "@/features/clients/actions";
import { Person } from "@/features/clients/components/person";
import { PersonFields } from "@/features/clients/components/person-fields";
import { renamedClient } from "@/features/clients/schema";
import { getClient } from "@/features/clients/queries";
import { QuietClient } from "@/features/quiet-clients/components/quiet-times";
import { listQuietTimes } from "@/features/quiet-clients/queries";
import { Suppressed } from "@/features/emails/suppressions/components/suppressed";
import { listSuppressed } from "@/features/emails/suppressions/queries";
import { dayIn } from "@/lib/dates";
import { links } from "@/lib/links";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { ButtonLink } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Link } from "@/ui/link";
import { Disclosure, PageHeading, Section } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";
import { Conversation } from "./parts/conversation";

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
  const { t, dayAndDistance, language } = await studioLocale();
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
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
  const after = await afterIn(searchParams);
  const begin = (
    <ButtonLink
      variant="main"
      href={`/projects/new${client.contacts[0] ? `?contact=${client.contacts[0].id}` : ""}`}
    >
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
                  {project.completedAt ? (
                    <StatusBadge shape="done">
                      {t("clients.completed", {
                        day: dayAndDistance(dayIn(studio.zone, project.completedAt), today),
                      })}
                    </StatusBadge>
                  ) : (
                    <StatusBadge shape="waits">{t("clients.open")}</StatusBadge>
                  )}
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-muted">
              {t("clients.noProjects", {
                name: client.contacts[0]?.name ?? t("clients.theClient"),
              })}
            </p>
          )}
        </Section>
        <Conversation scope={scope} client={client} studio={studio} now={now} after={after} />
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
            {client.contacts.map(({ pagePath, ...person }) => (
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
              </Person>
            ))}
          </ul>
          <Disclosure title={t("clients.addContact")}>
            <ActionForm
              action={addPerson}
              draft="new person"
              hidden={{ clientId: client.id }}
              className="grid max-w-xl gap-4"
            >
              <PersonFields
                fallbackZone={studio.zone}
                fallbackLanguage={client.contacts.at(-1)?.language}
              />
              <div>
                <SubmitButton busy={t("buttons.adding")}>
                  {t("clients.addContactButton")}
                </SubmitButton>
              </div>
            </ActionForm>
          </Disclosure>
          <p>
            <Link
              href={`/cases/new?client=${client.id}`}
              className="inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {t("clients.logComplaint")}
            </Link>
          </p>
          <Disclosure title={t("clients.rename")}>
            <ActionForm
              action={rename}
              draft="name"
              hidden={{ clientId: client.id }}
              seen={{ name: client.name }}
              className="grid max-w-xl gap-4"
            >
              <TextField
                {...fieldsOf(renamedClient).name}
                label={t("clients.client")}
                defaultValue={client.name}
                autoComplete="off"
              />
              <div>
                <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
              </div>
            </ActionForm>
          </Disclosure>
          <p>
            <Link
              href={`/clients/${client.id}/erase`}
              className="inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {t("eraseClient.link")}
            </Link>
          </p>
        </Section>
      </div>
    </>
  );
}
