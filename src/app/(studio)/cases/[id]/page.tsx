import type { Metadata } from "next";
import { cache } from "react";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { draftPublicReply, goodwillName } from "@/features/cases/apology/emails";
import { ApologySent, ApologyWaits, SpokeToThem } from "@/features/cases/components/apology-state";
import { CaseClockLine } from "@/features/cases/components/case-clock";
import { CloseForm } from "@/features/cases/components/close-form";
import { PublicReply } from "@/features/cases/components/public-reply";
import { getCase, type CaseFacts } from "@/features/cases/queries";
import { caseClock, outcomeWords } from "@/features/cases/rules";
import { closedCase } from "@/features/cases/schema";
import { localeOf } from "@/language/locale";
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
  const one = await read(await idIn(params));
  return { title: `Case: ${one.client.name}` };
}

const closeFields = fieldsOf(closedCase);

/** A case: what the client said, and beside it what is said and promised to them, until it is closed. */
export default async function CasePage({ params }: WithId) {
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
          <Section title="What they said">
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

function ApologyPart({
  one,
  studio,
  now,
}: {
  one: CaseFacts;
  studio: { zone: string; emailHoldSeconds: number };
  now: Date;
}) {
  const shown = { one, zone: studio.zone, now };
  const isWaiting =
    one.email && (!one.email.settledAt || one.email.sentAt || one.email.needsReviewAt);
  if (one.closedAt && !one.apologizedAt)
    return (
      <Section title="Apology">
        <p className="text-muted">None was sent.</p>
      </Section>
    );
  return (
    <Section title="Apology">
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
function PromisedPart({ one }: { one: CaseFacts }) {
  const remedies = one.remedies.filter((remedy) => remedy.promisedAt);
  const goodwill = one.goodwill.filter((given) => given.givenAt);
  if (remedies.length + goodwill.length === 0) return null;
  return (
    <Section title="Remedy and goodwill">
      <ul className="grid gap-3">
        {remedies.map(({ id, text, keptAt, waivedAt }) => (
          <li key={id} className="whitespace-pre-line wrap-anywhere" dir="auto">
            <StatusBadge shape={keptAt ? "done" : waivedAt ? "stopped" : "risk"}>
              {keptAt ? "Kept" : waivedAt ? "No longer owed" : "Owed on their next project"}
            </StatusBadge>{" "}
            {text}
          </li>
        ))}
        {goodwill.map((given) => (
          <li key={given.id} className="wrap-anywhere">
            <StatusBadge shape={given.usedAt ? "done" : "waits"}>
              {given.usedAt ? "Used" : "Goodwill"}
            </StatusBadge>{" "}
            {goodwillName(localeOf("en"), given)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const closing = ({ id, remedies }: CaseFacts) => ({
  fields: closeFields,
  caseId: id,
  hasRemedy: remedies.some((remedy) => remedy.promisedAt),
});

function ClosePart({ one, zone, now }: PartProps) {
  if (!one.closedAt)
    return (
      <Section title="Close the case">
        {one.firstRespondedAt ? (
          <CloseForm {...closing(one)} />
        ) : (
          <Disclosure title="Close it without an answer">
            <CloseForm {...closing(one)} />
          </Disclosure>
        )}
      </Section>
    );
  return (
    <Section title="Closed">
      <div className="grid gap-2">
        <p>
          <StatusBadge shape={one.outcome === "KEPT" ? "done" : "stopped"}>
            {outcomeWords[one.outcome ?? "UNCLEAR"]}
          </StatusBadge>{" "}
          <When at={one.closedAt} zone={zone} now={now} />
        </p>
        <p className="whitespace-pre-line wrap-anywhere">{one.cause}</p>
        {one.noRemedyWhy ? (
          <p className="text-muted wrap-anywhere">No remedy: {one.noRemedyWhy}</p>
        ) : null}
      </div>
    </Section>
  );
}
