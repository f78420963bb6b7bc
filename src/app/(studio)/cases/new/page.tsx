import type { Metadata } from "next";
import { suggestedIn } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { listComplainants } from "@/features/cases/queries";
import { aboutWords } from "@/features/cases/rules";
import { channelWords } from "@/features/studio/rules";
import { COMPLAINT_ABOUT, newComplaint } from "@/features/cases/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { ButtonLink } from "@/ui/button";
import { AreaField, ChecksField, SelectField, TextField } from "@/ui/field";
import { Empty, PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { log } from "@/workflows/open-case/actions";

export const metadata: Metadata = { title: "Log a complaint" };

const fields = fieldsOf(newComplaint);
const CHANNELS = ["PHONE", "EMAIL", "IN_PERSON", "WHATSAPP", "SOCIAL", "PORTAL"] as const;

/** Writes down a complaint that came by any channel: it opens a case. */
export default async function NewCasePage({ searchParams }: WithSearch) {
  const { scope } = await requireFreelancer();
  const clientId = await suggestedIn(searchParams, "client");
  const { contacts, projects } = await listComplainants(scope, clientId);
  if (contacts.length === 0)
    return (
      <>
        <PageHeading title="Log a complaint" />
        <Empty
          action={
            <ButtonLink href="/clients/new" variant="main">
              Add client
            </ButtonLink>
          }
        >
          A complaint comes from a client. Add them first.
        </Empty>
      </>
    );
  return (
    <div className="max-w-xl">
      <PageHeading
        title="Log a complaint"
        below="It opens a case. Until it is closed, this client is asked for nothing more, and progress is muted."
      />
      <ActionForm action={log} draft="complaint" className="grid gap-5">
        <SelectField
          {...fields.contactId}
          label="Who complained"
          choices={contacts.map(({ id, name, client }) => ({
            value: id,
            label: `${name}, ${client.name}`,
          }))}
          defaultValue={contacts[0]!.id}
        />
        {projects.length > 0 ? (
          <SelectField
            {...fields.projectId}
            label="Which project (optional)"
            choices={[
              { value: "", label: "None in particular" },
              ...projects.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            defaultValue={projects[0]!.id}
          />
        ) : null}
        <SelectField
          {...fields.channel}
          label="How it came"
          choices={CHANNELS.map((value) => ({ value, label: channelWords[value] }))}
          defaultValue="PHONE"
        />
        <AreaField
          {...fields.words}
          label="What they said"
          hint="In their own words, as far as you remember. The apology quotes it."
          rows={5}
        />
        <ChecksField
          {...fields.about}
          label="What it was about"
          defaultValue={[]}
          choices={COMPLAINT_ABOUT.map((value) => ({ value, label: aboutWords[value] }))}
        />
        <TextField
          {...fields.publicUrl}
          label="Public address (optional)"
          hint="Where everyone can read it. A public reply is drafted for you, and its time is counted."
          type="url"
        />
        <div>
          <SubmitButton variant="main" busy="Opening…">
            Open case
          </SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
