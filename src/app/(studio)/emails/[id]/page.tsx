import type { Metadata } from "next";
import { cache } from "react";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { emailKind } from "@/features/emails/kinds";
import { EmailChanges, EmailReview } from "@/features/emails/components/email-changes";
import { EmailSheet } from "@/features/emails/components/email-sheet";
import { MailboxReply } from "@/features/inbound/components/mailbox-reply";
import { getEmail, isAnswerable } from "@/features/emails/queries";
import { Suppressed } from "@/features/emails/suppressions/components/suppressed";
import { findSuppression } from "@/features/emails/suppressions/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

/** Read once for the tab's title and the page. */
const read = cache(async (id: string) => {
  const { scope } = await requireFreelancer();
  return orNotFound(getEmail(scope, id));
});

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  const email = await read(await idIn(params));
  return { title: email.frozen.subject };
}

export default async function EmailPage({ params }: WithId) {
  const { t } = await studioLocale();
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const email = await read(await idIn(params));
  const suppression = await findSuppression(scope, email.toAddress);
  const { isForEveryone, whyNotEdited } = emailKind(email.kind) ?? {};
  return (
    <div className="grid max-w-3xl">
      <PageHeading
        title={email.frozen.subject}
        above={
          <Link
            href={email.projectId ? `/projects/${email.projectId}` : "/emails"}
            className={buttonVariant("plain")}
          >
            {email.project
              ? t("emails.backTo", { project: email.project.title })
              : t("emails.title")}
          </Link>
        }
      />
      <EmailSheet
        email={email}
        zone={studio.zone}
        now={now}
        forgotten={email.forgottenAt ? t("retention.emailForgotten") : null}
      />
      {suppression ? (
        <div className="mt-6 grid gap-3">
          <Suppressed
            suppression={suppression}
            address={email.toAddress}
            zone={studio.zone}
            now={now}
          />
          {email.clientId ? (
            <Link
              href={`/clients/${email.clientId}`}
              className={`${buttonVariant("plain")} justify-self-start`}
            >
              {t("emails.editAddress", { name: email.toName })}
            </Link>
          ) : null}
        </div>
      ) : null}
      {email.editable === null ? null : (
        <EmailChanges
          emailId={email.id}
          readerId={email.contactId ?? undefined}
          subject={email.subject}
          text={email.editable}
          isForEveryone={isForEveryone}
          whyNotEdited={whyNotEdited && t(whyNotEdited)}
        />
      )}
      {isAnswerable(email) ? <MailboxReply emailId={email.id} name={email.toName} /> : null}
      {email.needsReviewAt ? <EmailReview emailId={email.id} /> : null}
    </div>
  );
}
