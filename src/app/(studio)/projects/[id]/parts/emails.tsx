import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { EmailRows } from "@/features/emails/components/email-rows";
import { Section } from "@/ui/page";
import { OlderLink } from "./older-link";

export async function EmailsPart({ project: { id, emails, moreEmails }, clock }: ProjectFacts) {
  const { t } = await studioLocale();
  return (
    <Section title={t("projects.lists.emails")}>
      {emails.length > 0 ? (
        <EmailRows emails={emails} narrow {...clock} />
      ) : (
        <p className="text-muted">{t("projects.noEmails")}</p>
      )}
      <OlderLink projectId={id} list="emails" after={moreEmails} />
    </Section>
  );
}
