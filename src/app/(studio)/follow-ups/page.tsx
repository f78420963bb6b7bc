import type { Metadata } from "next";
import { requireFreelancer } from "@/auth/session";
import { Held, SendingByDay, NotSending } from "@/features/follow-ups/forecast/components/ahead";
import { DAYS, dryRun, listLeft, type ForecastEntry } from "@/features/follow-ups/forecast/queries";
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
  const [ahead, gatherings, held, left] = await Promise.all([
    dryRun(scope, now),
    listExpectedGatherings(scope, now),
    listHeld(scope, now),
    listLeft(scope, now),
  ]);
  const clock = { zone: studio.zone, now };
  const sending = [...ahead.sending, ...gatherings.map(expected)].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
  return (
    <>
      <PageHeading
        title="Follow-ups"
        below={`What will leave to your clients in the next ${DAYS} days, and what will not, as it stands now. Looking changes nothing.`}
        action={
          <Link href="/settings/follow-ups" className={buttonVariant("quiet")}>
            Hours, words, on or off
          </Link>
        }
      />
      <div className="grid max-w-3xl gap-12">
        {ahead.isClosed ? (
          <p>
            <StatusBadge shape="late">The outbox is closed</StatusBadge>{" "}
            <span className="text-muted">
              Nothing leaves until whoever runs this install opens it again.
            </span>
          </p>
        ) : null}
        {held.length > 0 ? (
          <Section id="held" title="Held for you">
            <p className="pb-2 text-muted">
              These waited more than {DAYS} days, because nothing could leave. Decide whether each
              still fits.
            </p>
            <Held held={held} {...clock} />
          </Section>
        ) : null}
        <Section id="sending" title={`What will leave in the next ${DAYS} days`}>
          {sending.length > 0 ? (
            <SendingByDay sending={sending} {...clock} />
          ) : (
            <Empty action={<ButtonLink href="/projects">Look at the projects</ButtonLink>}>
              Nothing waits to leave. When you complete a project, its thank-you and its check-back
              stand here with their days.
            </Empty>
          )}
          {ahead.isMore ? (
            <p className="pt-3 text-sm text-muted">
              There is more than this page shows; these are the first to leave.
            </p>
          ) : null}
        </Section>
        {ahead.notSending.length > 0 ? (
          <Section id="not-sending" title="What will not, and why">
            <NotSending notSending={ahead.notSending} {...clock} />
          </Section>
        ) : null}
        <Section
          id="left"
          title={`What left in the last ${DAYS} days`}
          aside={
            <Link href="/emails" className={buttonVariant("plain")}>
              All emails
            </Link>
          }
        >
          {left.length > 0 ? (
            <EmailRows emails={left} {...clock} />
          ) : (
            <p className="text-muted">Nothing has left to a client.</p>
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
    why: "You showed what was done; it is gathered for the day or the week, as they chose",
    whyNot: null,
  };
}
