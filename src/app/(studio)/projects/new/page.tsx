import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { z } from "zod";
import { orNotFound, suggestedIn } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import type { Scope } from "@/auth/scope";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { FindContact } from "@/features/clients/components/find-contact";
import { listContactChoices } from "@/features/clients/queries";
import { AskedFor } from "@/features/messages/components/asked-for";
import { findNewWork } from "@/features/messages/queries";
import { titleOf } from "@/features/messages/rules";
import { FirstDates } from "@/features/projects/templates/components/first-dates";
import { FirstRequests } from "@/features/projects/templates/components/first-requests";
import { StartFrom } from "@/features/projects/templates/components/start-from";
import { findBeginning } from "@/features/projects/templates/queries";
import { startOf } from "@/features/projects/templates/rules";
import { begin } from "@/workflows/begin-project/actions";
import { begunProject } from "@/workflows/begin-project/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { ButtonLink } from "@/ui/button";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { FocusField } from "@/ui/focus-field";
import { Empty, PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("projects.new") };
}

const fields = fieldsOf(begunProject);

/** A part of a name, from the page's address. */
const findName = z.string().trim().max(120).catch("");

/** What a client asked for, where the page was opened to begin it: the form is filled with it. */
async function readAsked(scope: Scope, searchParams: WithSearch["searchParams"]) {
  const id = await suggestedIn(searchParams, "ask");
  const asked = id ? await findNewWork(scope, id) : null;
  if (!asked) return { draft: "project", shown: null };
  return {
    id: asked.id,
    contactId: asked.contact.id,
    title: titleOf(asked.text),
    draft: `project-${asked.id}`,
    shown: <AskedFor name={asked.contact.name} text={asked.text} />,
  };
}

export default async function NewProjectPage({ searchParams }: WithSearch) {
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const asked = await readAsked(scope, searchParams);
  const wanted = asked.contactId ?? (await suggestedIn(searchParams, "contact"));
  const find = findName.parse((await searchParams).find);
  const today = dayIn(studio.zone, now);
  const start = startOf(await searchParams, today);
  const [offered, begun] = await Promise.all([
    listContactChoices(scope, { find, wanted }),
    start.from ? orNotFound(findBeginning(scope, start.from, start.beginsOn, studio)) : null,
  ]);
  // Of nobody found, the first ones are offered again.
  const isFound = offered.people.length > 0;
  const { people, hasMore } = isFound ? offered : await listContactChoices(scope);
  const choices = people.map((person) => ({
    value: person.id,
    label: `${person.name}, ${person.client.name}`,
  }));
  const first = choices.find((choice) => choice.value === wanted) ?? choices[0];
  if (!first)
    return (
      <>
        <PageHeading title={t("projects.new")} />
        <Empty
          action={
            <ButtonLink href="/clients/new?goOnTo=project" variant="main">
              {t("today.addClient")}
            </ButtonLink>
          }
        >
          {t("projects.begin.needsClient")}
        </Empty>
      </>
    );
  return (
    <div className="max-w-xl">
      <PageHeading title={t("projects.new")} />
      {hasMore || find ? (
        <FindContact find={find} isFound={isFound} most={hasMore ? choices.length : undefined} />
      ) : null}
      {asked.shown}
      <StartFrom start={start} hidden={{ contact: wanted, ask: asked.id }} today={today} />
      <ActionForm
        key={start.key}
        action={begin}
        draft={start.key ? `${asked.draft} from ${start.key}` : asked.draft}
        hidden={{ from: start.asked, askedById: asked.id }}
      >
        <FocusField />
        <FormKey name={fields.formKey.name} value={randomUUID()} />
        <TextField
          {...fields.title}
          label={t("projects.describe.project")}
          hint={t("projects.begin.hint")}
          defaultValue={asked.title}
        />
        <SelectField
          {...fields.contactId}
          label={t("projects.begin.for")}
          hint={t("projects.begin.forHint")}
          choices={choices}
          defaultValue={first.value}
        />
        <AreaField
          {...fields.summary}
          label={t("projects.begin.agreedOptional")}
          hint={t("projects.begin.agreedHint")}
          rows={3}
        />
        {/* Who reads it is only just being chosen. */}
        <PreSendCheck texts={[fields.summary.name, fields.title.name]} without={["name"]} />
        {begun ? (
          <>
            <FirstDates {...begun} beginsOn={start.beginsOn} today={today} />
            <FirstRequests requests={begun.requests} today={today} />
          </>
        ) : null}
        <div>
          <SubmitButton variant="main" busy={t("projects.begin.creating")}>
            {t("projects.begin.submit")}
          </SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
