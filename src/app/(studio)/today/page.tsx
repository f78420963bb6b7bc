import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { hasContacts } from "@/features/clients/queries";
import { OutboxStalled } from "@/features/emails/components/outbox-stalled";
import { findStall } from "@/features/emails/outbox/queries";
import { Needs } from "@/features/today/components/needs";
import { listToday } from "@/features/today/queries";
import { dayIn, dayName } from "@/lib/dates";
import { ButtonLink, buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Empty, PageHeading } from "@/ui/page";
import { firstName } from "@/lib/names";

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const today = dayIn(studio.zone, now);
  const [needs, stall, hasPeople] = await Promise.all([
    listToday(scope, studio, now),
    findStall(now, scope.freelancerId),
    hasContacts(scope),
  ]);
  const isNew = !hasPeople;
  return (
    <>
      <PageHeading
        title="Today"
        above={dayName(today, today)}
        below={needs.length > 0 ? "What needs you now, most urgent first." : null}
      />
      <OutboxStalled stall={stall} zone={studio.zone} now={now} />
      {needs.length > 0 ? (
        <Needs needs={needs} zone={studio.zone} now={now} />
      ) : (
        <Empty
          action={
            isNew ? (
              <ButtonLink href="/clients/new" variant="main">
                Add client
              </ButtonLink>
            ) : (
              <ButtonLink href="/projects">View projects</ButtonLink>
            )
          }
        >
          {isNew
            ? `Welcome, ${firstName(studio.freelancerName)}. Add your first client to get a page you can send them.`
            : "All clear. Every promise is on track and every message answered."}
        </Empty>
      )}
      <p className="mt-6 flex flex-wrap gap-x-6">
        <Link href="/follow-ups" className={buttonVariant("plain")}>
          Scheduled emails, next 14 days
        </Link>
        <Link href="/cases" className={buttonVariant("plain")}>
          Cases
        </Link>
        <Link href="/quality" className={buttonVariant("plain")}>
          {t("quality.link")}
        </Link>
      </p>
    </>
  );
}
