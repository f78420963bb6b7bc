import type { Metadata } from "next";
import { afterIn, orNotFound } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { EmailRows } from "@/features/emails/components/email-rows";
import { OutboxStalled } from "@/features/emails/components/outbox-stalled";
import { findStall } from "@/features/emails/outbox/queries";
import { listEmails } from "@/features/emails/queries";
import { HeldEmails } from "@/features/inbound/components/held-emails";
import { listHeld } from "@/features/inbound/queries";
import { Pager } from "@/features/studio/components/pager";
import { Empty, PageHeading } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("emails.title") };
}

export default async function EmailsPage({ searchParams }: WithSearch) {
  const { t } = await studioLocale();
  const { scope, studio, now } = await requireFreelancer();
  const after = await afterIn(searchParams);
  const [{ emails, more }, stall, held] = await Promise.all([
    orNotFound(listEmails(scope, after)),
    findStall(now, scope.freelancerId),
    after ? [] : listHeld(scope),
  ]);
  return (
    <>
      <PageHeading title={t("emails.title")} below={t("emails.intro")} />
      <OutboxStalled stall={stall} zone={studio.zone} now={now} />
      <HeldEmails emails={held} zone={studio.zone} now={now} />
      {emails.length > 0 ? (
        <div className="border-y border-hairline">
          <EmailRows emails={emails} zone={studio.zone} now={now} />
        </div>
      ) : (
        <Empty>{t("emails.none")}</Empty>
      )}
      <Pager path="/emails" after={after} more={more} />
    </>
  );
}
