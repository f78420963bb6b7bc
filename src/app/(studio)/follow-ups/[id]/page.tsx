import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { standardWords, written } from "@/features/follow-ups/emails";
import { mayPick } from "@/features/follow-ups/kinds";
import { Choices } from "@/features/follow-ups/timeline/components/choices";
import { RewordForm, Sheet } from "@/features/follow-ups/timeline/components/sheet";
import { WhatBecomes } from "@/features/follow-ups/timeline/components/timeline";
import { getFollowUp } from "@/features/follow-ups/timeline/queries";
import { localeOf } from "@/language/locale";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

/** Read once for the tab's title and the page. */
const read = cache(async (id: string) => {
  const { scope, now } = await requireFreelancer();
  const followUp = await orNotFound(getFollowUp(scope, id, now));
  const { t } = await studioLocale();
  const what = t(`followUps.kinds.${followUp.kind}.one`);
  return { ...followUp, title: t("followUps.to", { what, name: followUp.contact.name }) };
});

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  const { title } = await read(await idIn(params));
  return { title };
}

export default async function FollowUpPage({ params }: WithId) {
  const { studio, now } = await requireFreelancer();
  const followUp = await read(await idIn(params));
  if (followUp.emailId) redirect(`/emails/${followUp.emailId}`);
  const { t } = await studioLocale();
  const isPlanned = followUp.settledAt === null;
  return (
    <div className="grid max-w-3xl">
      <PageHeading
        title={followUp.title}
        above={
          <Link href={`/projects/${followUp.projectId}`} className={buttonVariant("plain")}>
            {followUp.project}
          </Link>
        }
        below={<WhatBecomes followUp={followUp} zone={studio.zone} now={now} />}
      />
      <div className="grid gap-10">
        <Choices followUp={followUp} now={now} isHere />
        {isPlanned ? (
          <>
            <Section
              title={t("followUps.asSentNow")}
              aside={
                followUp.isReworded ? (
                  <span className="text-sm text-muted">{t("followUps.editedHere")}</span>
                ) : null
              }
            >
              <Sheet
                {...written(
                  followUp.kind,
                  localeOf(followUp.language),
                  {
                    freelancerName: studio.freelancerName,
                    contactName: followUp.contact.name,
                    projectTitle: followUp.project,
                  },
                  followUp.own,
                )}
              />
            </Section>
            {mayPick(followUp.kind) ? (
              <Section title={t("followUps.edit")}>
                <RewordForm
                  followUpId={followUp.id}
                  readerId={followUp.contactId}
                  words={followUp.own ?? standardWords(localeOf(followUp.language), followUp.kind)}
                  isReworded={followUp.isReworded}
                />
              </Section>
            ) : null}
          </>
        ) : null}
      </div>
    </div>
  );
}
