import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { EmailRows } from "@/features/emails/components/email-rows";
import { Section } from "@/ui/page";
import { OlderLink } from "./older-link";

export function EmailsPart({ project: { id, emails, moreEmails }, clock }: ProjectFacts) {
  return (
    <Section title="Emails">
      {emails.length > 0 ? (
        <EmailRows emails={emails} narrow {...clock} />
      ) : (
        <p className="text-muted">No emails about this project yet.</p>
      )}
      <OlderLink projectId={id} list="emails" after={moreEmails} />
    </Section>
  );
}
