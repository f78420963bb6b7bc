import type { Metadata } from "next";
import { requireFreelancer } from "@/auth/session";
import { Held, SendingByDay, NotSending } from "@/features/follow-ups/forecast/components/ahead";
import { DAYS, dryRun, listSent, type ForecastEntry } from "@/features/follow-ups/forecast/queries";
import { listHeld } from "@/features/follow-ups/timeline/queries";
import { EmailRows } from "@/features/emails/components/email-rows";
import { listExpectedGatherings } from "@/features/projects/work-notes/queries";
import { ButtonLink, buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Empty, PageHeading, Section } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";

export const metadata: Metadata = { title: "Follow-ups" };

export default async function FollowUpsPage() {
  const { scope, studio, now } = await requireFreelancer();
  const [ahead, gatherings, held, sent] = await Promise.all([
    dryRun(scope, now),
    listExpectedGatherings(scope, now),
    listHeld(scope, now),
    listSent(scope, now),
  ]);
  const clock = { zone: studio.zone, now };
  const sending = [...ahead.sending, ...gatherings.map(expected)].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
  return (
    <>
      <PageHeading
        title="Follow-ups"
        below={`What will be sent to your clients in the next ${DAYS} days, what won’t, and why.`}
        action={
          <Link href="/settings/follow-ups" className={buttonVariant("quiet")}>
            Follow-up settings
          </Link>
        }
      />
      <div className="grid max-w-3xl gap-12">
        {ahead.isClosed ? (
          <p>
            <StatusBadge shape="late">The outbox is closed</StatusBadge>{" "}
            <span className="text-muted">
              Nothing is sent until the person who runs this install reopens it.
            </span>
          </p>
        ) : null}
        {held.length > 0 ? (
          <Section id="held" title="Waiting for your decision">
            <p className="pb-2 text-muted">
              These have waited more than {DAYS} days, because nothing could be sent. Decide whether
              each is still right to send.
            </p>
            <Held held={held} {...clock} />
          </Section>
        ) : null}
        <Section id="sending" title={`Sending in the next ${DAYS} days`}>
          {sending.length > 0 ? (
            <SendingByDay sending={sending} {...clock} />
          ) : (
            <Empty action={<ButtonLink href="/projects">View projects</ButtonLink>}>
              Nothing is scheduled. When you complete a project, its thank-you and check-back appear
              here.
            </Empty>
          )}
          {ahead.isMore ? (
            <p className="pt-3 text-sm text-muted">
              There are more than this page shows; these are sent first.
            </p>
          ) : null}
        </Section>
        {ahead.notSending.length > 0 ? (
          <Section id="not-sending" title="Not sending, and why">
            <NotSending notSending={ahead.notSending} {...clock} />
          </Section>
        ) : null}
        <Section
          id="sent"
          title={`Sent in the last ${DAYS} days`}
          aside={
            <Link href="/emails" className={buttonVariant("plain")}>
              All emails
            </Link>
          }
        >
          {sent.length > 0 ? (
            <EmailRows emails={sent} {...clock} />
          ) : (
            <p className="text-muted">Nothing has been sent to a client.</p>
          )}
        </Section>
      </div>
    </>
  );
}

/** An email about shown work that is not written yet. */
function expected({
  contactId,
  ...gathering
}: Awaited<ReturnType<typeof listExpectedGatherings>>[number]): ForecastEntry {
  return {
    ...gathering,
    key: `gathering ${contactId}`,
    href: "/projects",
    what: "Progress update",
    why: "You posted progress; it goes out daily or weekly, as they chose",
    whyNot: null,
  };
}
