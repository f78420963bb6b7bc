import type { Metadata } from "next";
import { cache } from "react";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { draftPublicReply, goodwillName } from "@/features/cases/apology/emails";
import { ApologySent, ApologyWaits, SpokeToThem } from "@/features/cases/components/apology-state";
import { CaseClockLine } from "@/features/cases/components/case-clock";
import { CloseForm } from "@/features/cases/components/close-form";
import { PublicReply } from "@/features/cases/components/public-reply";
import { getCase, type CaseFacts } from "@/features/cases/queries";
import { caseClock } from "@/features/cases/rules";
import { closedCase } from "@/features/cases/schema";
import { localeOf } from "@/language/locale";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Disclosure, PageHeading, Section } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";
import { ApologyDraft } from "./apology-draft";
import { Complaints } from "./complaints";

/** Read once for the tab's title and the page. */
const read = cache(async (id: string) => {
  const { scope } = await requireFreelancer();
  return orNotFound(getCase(scope, id));
});

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  const { t } = await studioLocale();
  const one = await read(await idIn(params));
  return { title: t("cases.of", { client: one.client.name }) };
}

const closeFields = fieldsOf(closedCase);

/** A case: what the client said, and beside it what is said and promised to them, until it is closed. */
export default async function CasePage({ params }: WithId) {
  const { t } = await studioLocale();
  const { studio, now } = await requireFreelancer();
  const one = await read(await idIn(params));
  const clock = { zone: studio.zone, now };
  const { client, project, contact } = one;
  return (
    <>
      <PageHeading
        title={project ? `${contact.name}, ${project.title}` : contact.name}
        above={
          <Link href={`/clients/${client.id}`} className={buttonVariant("plain")}>
            {client.name}
          </Link>
        }
        below={
          <CaseClockLine
            clock={caseClock(one, studio, now)}
            firstRespondedAt={one.firstRespondedAt}
            {...clock}
          />
        }
      />
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-2">
        <div className="grid min-w-0 content-start gap-12">
          <Section title={t("cases.whatTheySaid")}>
            <Complaints complaints={one.complaints} {...clock} />
          </Section>
          {one.complaints
            .filter((complaint) => complaint.publicUrl)
            .map((complaint) => (
              <PublicReply
                key={complaint.id}
                readerId={contact.id}
                complaint={complaint}
                proposed={draftPublicReply(localeOf(contact.language), complaint.contact.name)}
                isOpen={one.closedAt === null}
                {...clock}
              />
            ))}
        </div>
        <div className="grid min-w-0 content-start gap-12">
          <ApologyPart one={one} studio={studio} now={now} />
          <PromisedPart one={one} />
          <ClosePart one={one} {...clock} />
        </div>
      </div>
    </>
  );
}

type PartProps = { one: CaseFacts; zone: string; now: Date };

async function ApologyPart({
  one,
  studio,
  now,
}: {
  one: CaseFacts;
  studio: { zone: string; emailHoldSeconds: number };
  now: Date;
}) {
  const { t } = await studioLocale();
  const shown = { one, zone: studio.zone, now };
  const isWaiting =
    one.email && (!one.email.settledAt || one.email.sentAt || one.email.needsReviewAt);
  if (one.closedAt && !one.apologizedAt)
    return (
      <Section title={t("cases.apology")}>
        <p className="text-muted">{t("cases.noApology")}</p>
      </Section>
    );
  return (
    <Section title={t("cases.apology")}>
      {one.apologizedAt ? (
        <ApologySent {...shown} />
      ) : isWaiting ? (
        <ApologyWaits {...shown} />
      ) : (
        <div className="grid gap-8">
          <ApologyDraft one={one} holdSeconds={studio.emailHoldSeconds} />
          <SpokeToThem one={one} />
        </div>
      )}
    </Section>
  );
}

/** What the client was promised by it, once it was sent. */
async function PromisedPart({ one }: { one: CaseFacts }) {
  const { t, language } = await studioLocale();
  const remedies = one.remedies.filter((remedy) => remedy.promisedAt);
  const goodwill = one.goodwill.filter((given) => given.givenAt);
  if (remedies.length + goodwill.length === 0) return null;
  return (
    <Section title={t("cases.promised")}>
      <ul className="grid gap-3">
        {remedies.map(({ id, text, keptAt, waivedAt }) => (
          <li key={id} className="whitespace-pre-line wrap-anywhere" dir="auto">
            <StatusBadge shape={keptAt ? "done" : waivedAt ? "stopped" : "risk"}>
              {keptAt ? t("cases.kept") : waivedAt ? t("cases.waived") : t("cases.owed")}
            </StatusBadge>{" "}
            {text}
          </li>
        ))}
        {goodwill.map((given) => (
          <li key={given.id} className="wrap-anywhere">
            <StatusBadge shape={given.usedAt ? "done" : "waits"}>
              {given.usedAt ? t("cases.used") : t("cases.goodwill")}
            </StatusBadge>{" "}
            {goodwillName(localeOf(language), given)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const closing = ({ id, remedies }: CaseFacts, { words }: StudioLocale) => ({
  words: words.cases.ending,
  fields: closeFields,
  caseId: id,
  hasRemedy: remedies.some((remedy) => remedy.promisedAt),
});

async function ClosePart({ one, zone, now }: PartProps) {
  const locale = await studioLocale();
  const { t } = locale;
  if (!one.closedAt)
    return (
      <Section title={t("cases.close")}>
        {one.firstRespondedAt ? (
          <CloseForm {...closing(one, locale)} />
        ) : (
          <Disclosure title={t("cases.closeWithout")}>
            <CloseForm {...closing(one, locale)} />
          </Disclosure>
        )}
      </Section>
    );
  return (
    <Section title={t("cases.closed")}>
      <div className="grid gap-2">
        <p>
          <StatusBadge shape={one.outcome === "KEPT" ? "done" : "stopped"}>
            {t(`cases.outcome.${one.outcome ?? "UNCLEAR"}`)}
          </StatusBadge>{" "}
          <When at={one.closedAt} zone={zone} now={now} />
        </p>
        <p className="whitespace-pre-line wrap-anywhere">{one.cause}</p>
        {one.noRemedyWhy ? (
          <p className="text-muted wrap-anywhere">
            {t("cases.noRemedy", { why: one.noRemedyWhy })}
          </p>
        ) : null}
      </div>
    </Section>
  );
}
