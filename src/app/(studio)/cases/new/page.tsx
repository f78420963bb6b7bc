import type { Metadata } from "next";
import { suggestedIn } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { listComplainants } from "@/features/cases/queries";
import { COMPLAINT_ABOUT, newComplaint } from "@/features/cases/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { ButtonLink } from "@/ui/button";
import { AreaField, ChecksField, SelectField, TextField } from "@/ui/field";
import { Empty, PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { log } from "@/workflows/open-case/actions";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("cases.log") };
}

const fields = fieldsOf(newComplaint);
const CHANNELS = ["PHONE", "EMAIL", "IN_PERSON", "WHATSAPP", "SOCIAL", "PORTAL"] as const;

/** Writes down a complaint that came by any channel: it opens a case. */
export default async function NewCasePage({ searchParams }: WithSearch) {
  const { t } = await studioLocale();
  const { scope } = await requireFreelancer();
  const clientId = await suggestedIn(searchParams, "client");
  const { contacts, projects } = await listComplainants(scope, clientId);
  if (contacts.length === 0)
    return (
      <>
        <PageHeading title={t("cases.log")} />
        <Empty
          action={
            <ButtonLink href="/clients/new" variant="main">
              {t("clients.add")}
            </ButtonLink>
          }
        >
          {t("cases.new.noClients")}
        </Empty>
      </>
    );
  return (
    <div className="max-w-xl">
      <PageHeading title={t("cases.log")} below={t("cases.new.what")} />
      <ActionForm action={log} draft="complaint" className="grid gap-5">
        <SelectField
          {...fields.contactId}
          label={t("cases.new.who")}
          choices={contacts.map(({ id, name, client }) => ({
            value: id,
            label: `${name}, ${client.name}`,
          }))}
          defaultValue={contacts[0]!.id}
        />
        {projects.length > 0 ? (
          <SelectField
            {...fields.projectId}
            label={t("cases.new.project")}
            choices={[
              { value: "", label: t("cases.new.noProject") },
              ...projects.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            defaultValue={projects[0]!.id}
          />
        ) : null}
        <SelectField
          {...fields.channel}
          label={t("cases.new.channel")}
          choices={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
          defaultValue="PHONE"
        />
        <AreaField
          {...fields.words}
          label={t("cases.whatTheySaid")}
          hint={t("cases.new.wordsHint")}
          rows={5}
        />
        <ChecksField
          {...fields.about}
          label={t("cases.new.about")}
          defaultValue={[]}
          choices={COMPLAINT_ABOUT.map((value) => ({ value, label: t(`cases.about.${value}`) }))}
        />
        <TextField
          {...fields.publicUrl}
          label={t("cases.new.publicUrl")}
          hint={t("cases.new.publicUrlHint")}
          type="url"
        />
        <div>
          <SubmitButton variant="main" busy={t("cases.new.opening")}>
            {t("cases.new.open")}
          </SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
