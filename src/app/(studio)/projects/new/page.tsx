import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { z } from "zod";
import { suggestedIn } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { FindContact } from "@/features/clients/components/find-contact";
import { listContactChoices } from "@/features/clients/queries";
import { listTemplates } from "@/features/projects/templates/queries";
import { begin } from "@/workflows/begin-project/actions";
import { newProject } from "@/features/projects/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { ButtonLink } from "@/ui/button";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { FocusField } from "@/ui/focus-field";
import { Empty, PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export const metadata: Metadata = { title: "New project" };

const fields = fieldsOf(newProject);

/** A part of a name, from the page's address. */
const findName = z.string().trim().max(120).catch("");

export default async function NewProjectPage({ searchParams }: WithSearch) {
  const { scope } = await requireFreelancer();
  const wanted = await suggestedIn(searchParams, "contact");
  const find = findName.parse((await searchParams).find);
  const [asked, templates] = await Promise.all([
    listContactChoices(scope, { find, wanted }),
    listTemplates(scope),
  ]);
  // Of nobody found, the first ones are offered again.
  const isFound = asked.people.length > 0;
  const { people, hasMore } = isFound ? asked : await listContactChoices(scope);
  const choices = people.map((person) => ({
    value: person.id,
    label: `${person.name}, ${person.client.name}`,
  }));
  const first = choices.find((choice) => choice.value === wanted) ?? choices[0];
  if (!first)
    return (
      <>
        <PageHeading title="New project" />
        <Empty
          action={
            <ButtonLink href="/clients/new" variant="main">
              Add client
            </ButtonLink>
          }
        >
          A project needs a client. Add one first; then start the project from their page.
        </Empty>
      </>
    );
  return (
    <div className="max-w-xl">
      <PageHeading title="New project" />
      {hasMore || find ? (
        <FindContact find={find} isFound={isFound} most={hasMore ? choices.length : undefined} />
      ) : null}
      <ActionForm action={begin} draft="project">
        <FocusField />
        <FormKey name={fields.formKey.name} value={randomUUID()} />
        <TextField {...fields.title} label="Project" hint="A name the client will recognise." />
        <SelectField
          {...fields.contactId}
          label="For"
          hint="The thank-you and the check-back go to this person."
          choices={choices}
          defaultValue={first.value}
        />
        <AreaField
          {...fields.summary}
          label="What was agreed (optional)"
          hint="A sentence or two that the client reads on their page."
          rows={3}
        />
        {/* Who reads it is only just being chosen. */}
        <PreSendCheck texts={[fields.summary.name, fields.title.name]} without={["name"]} />
        {templates.length > 0 ? (
          <SelectField
            {...fields.templateId}
            label="Checklist (optional)"
            hint="Your final checks before it is done. Only you see it."
            choices={[
              { value: "", label: "None for now" },
              ...templates.map(({ id, name, items }) => ({
                value: id,
                label: `${name} (${items.length})`,
              })),
            ]}
            defaultValue=""
          />
        ) : null}
        <div>
          <SubmitButton variant="main" busy="Creating…">
            Create project
          </SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
