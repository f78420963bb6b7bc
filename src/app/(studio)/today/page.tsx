import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { LastBackup } from "@/features/backups/components/last-backup";
import { readBackups } from "@/features/backups/queries";
import { hasContacts } from "@/features/clients/queries";
import { OutboxStalled } from "@/features/emails/components/outbox-stalled";
import { findStall } from "@/features/emails/outbox/queries";
import { ComingUp } from "@/features/today/components/coming-up";
import { JustDoneList } from "@/features/today/components/just-done";
import { Needs } from "@/features/today/components/needs";
import { listComingUp } from "@/features/today/coming-up/queries";
import { listJustDone } from "@/features/today/done/queries";
import { listToday } from "@/features/today/queries";
import { dayIn } from "@/lib/dates";
import { ButtonLink, buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Empty, PageHeading } from "@/ui/page";
import { firstName } from "@/lib/names";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("today.title") };
}

export default async function TodayPage() {
  const { scope, studio, now } = await requireFreelancer();
  const { t, dayName } = await studioLocale();
  const today = dayIn(studio.zone, now);
  const [needs, stall, hasPeople, justDone, backups] = await Promise.all([
    listToday(scope, studio, now),
    findStall(now, scope.freelancerId),
    hasContacts(scope),
    listJustDone(scope, now),
    readBackups(now),
  ]);
  const isNew = !hasPeople;
  const ahead = await listComingUp(scope, studio.zone, now, needs);
  return (
    <>
      <PageHeading
        title={t("today.title")}
        above={dayName(today, today)}
        below={needs.length > 0 ? t("today.lead") : null}
      />
      <OutboxStalled stall={stall} zone={studio.zone} now={now} />
      <JustDoneList done={justDone} />
      {needs.length > 0 ? (
        <Needs needs={needs} zone={studio.zone} now={now} />
      ) : (
        <Empty
          action={
            isNew ? (
              <ButtonLink href="/clients/new" variant="main">
                {t("today.addClient")}
              </ButtonLink>
            ) : (
              <ButtonLink href="/projects">{t("today.viewProjects")}</ButtonLink>
            )
          }
        >
          {isNew
            ? t("today.welcome", { name: firstName(studio.freelancerName) })
            : t("today.allClear")}
        </Empty>
      )}
      <ComingUp ahead={ahead} zone={studio.zone} now={now} />
      <p className="mt-6 flex flex-wrap gap-x-6">
        <Link href="/follow-ups" className={buttonVariant("plain")}>
          {t("today.scheduled")}
        </Link>
        <Link href="/cases" className={buttonVariant("plain")}>
          {t("today.cases")}
        </Link>
        <Link href="/quality" className={buttonVariant("plain")}>
          {t("quality.link")}
        </Link>
      </p>
      <LastBackup backups={backups} zone={studio.zone} now={now} />
    </>
  );
}
