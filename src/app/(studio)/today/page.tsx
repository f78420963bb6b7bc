import type { Metadata } from "next";
import { requireFreelancer } from "@/auth/session";
import { OutboxStalled } from "@/features/emails/components/outbox-stalled";
import { findStall } from "@/features/emails/outbox/queries";
import { Needs } from "@/features/today/components/needs";
import { listToday } from "@/features/today/queries";
import { dayIn, dayName } from "@/lib/dates";
import { ButtonLink, buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Empty, PageHeading } from "@/ui/page";

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  const { scope, studio, now } = await requireFreelancer();
  const today = dayIn(studio.zone, now);
  const [needs, stall] = await Promise.all([
    listToday(scope, studio, now),
    findStall(now, scope.freelancerId),
  ]);
  return (
    <>
      <PageHeading
        title="Today"
        above={dayName(today, today)}
        below={needs.length > 0 ? "What needs you now, the most pressing first." : null}
      />
      <OutboxStalled stall={stall} zone={studio.zone} now={now} />
      {needs.length > 0 ? (
        <Needs needs={needs} zone={studio.zone} now={now} />
      ) : (
        <Empty action={<ButtonLink href="/projects">Look at the projects</ButtonLink>}>
          Nothing needs you now. Every promise is in time, every message is answered, and no email
          waits for a decision. Enjoy the quiet.
        </Empty>
      )}
      <p className="mt-6">
        <Link href="/follow-ups" className={buttonVariant("plain")}>
          What will leave by itself in the next 14 days
        </Link>
      </p>
    </>
  );
}
