import type { Metadata } from "next";
import { cache } from "react";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { HeldChoice } from "@/features/inbound/components/held-choice";
import { InboundSheet } from "@/features/inbound/components/inbound-sheet";
import { getInbound, listThreads, type InboundWhole } from "@/features/inbound/queries";
import type { StudioLocale } from "@/language/studio";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

/** Read once for the tab's title and the page. */
const read = cache(async (id: string) => {
  const { scope } = await requireFreelancer();
  return orNotFound(getInbound(scope, id));
});

const titleOf = ({ subject }: InboundWhole, { t }: StudioLocale) =>
  subject || t("inbound.noSubject");

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  return { title: titleOf(await read(await idIn(params)), await studioLocale()) };
}

export default async function ReceivedEmailPage({ params }: WithId) {
  const locale = await studioLocale();
  const { t } = locale;
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const email = await read(await idIn(params));
  const threads = email.filedAt ? [] : await listThreads(scope, t);
  const meant = [`project ${email.projectId}`, `contact ${email.contactId}`];
  return (
    <div className="grid max-w-3xl">
      <PageHeading
        title={titleOf(email, locale)}
        above={
          <Link href={backTo(email)} className={buttonVariant("plain")}>
            {email.filedAt ? t("inbound.backToThread") : t("inbound.emails")}
          </Link>
        }
      />
      <InboundSheet email={email} zone={studio.zone} now={now} />
      {email.forgottenAt ? (
        <p className="mt-4 text-muted">{t("retention.receivedForgotten")}</p>
      ) : null}
      {email.filedAt ? null : (
        <HeldChoice
          inboundId={email.id}
          threads={threads}
          meant={meant.find((value) => threads.some((one) => one.value === value))}
          isIgnored={email.ignoredAt !== null}
        />
      )}
    </div>
  );
}

function backTo({ filedAt, projectId, clientId }: InboundWhole): string {
  if (!filedAt) return "/emails";
  return projectId ? `/projects/${projectId}#write` : `/clients/${clientId}#write`;
}
