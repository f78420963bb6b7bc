import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { Held, SendingByDay, NotSending } from "@/features/follow-ups/forecast/components/ahead";
import { DAYS, dryRun, listSent, type ForecastEntry } from "@/features/follow-ups/forecast/queries";
import { listHeld } from "@/features/follow-ups/timeline/queries";
import { EmailRows } from "@/features/emails/components/email-rows";
import { listExpectedGatherings } from "@/features/projects/work-notes/queries";
import type { Say } from "@/language/say";
import { ButtonLink, buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Empty, PageHeading, Section } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("followUps.title") };
}

export default async function FollowUpsPage() {
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const [ahead, gatherings, held, sent] = await Promise.all([
    dryRun(scope, now, t),
    listExpectedGatherings(scope, now),
    listHeld(scope, now),
    listSent(scope, now),
  ]);
  const clock = { zone: studio.zone, now };
  const sending = [...ahead.sending, ...gatherings.map((one) => expected(one, t))].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
  return (
    <>
      <PageHeading
        title={t("followUps.title")}
        below={t("followUps.text", { days: DAYS })}
        action={
          <Link href="/settings/follow-ups" className={buttonVariant("quiet")}>
            {t("followUps.settings.title")}
          </Link>
        }
      />
      <div className="grid max-w-3xl gap-12">
        {ahead.isClosed ? (
          <p>
            <StatusBadge shape="late">{t("followUps.closed")}</StatusBadge>{" "}
            <span className="text-muted">{t("followUps.closedText")}</span>
          </p>
        ) : null}
        {held.length > 0 ? (
          <Section id="held" title={t("followUps.held")}>
            <p className="pb-2 text-muted">{t("followUps.heldText", { days: DAYS })}</p>
            <Held held={held} {...clock} />
          </Section>
        ) : null}
        <Section id="sending" title={t("followUps.ahead", { days: DAYS })}>
          {sending.length > 0 ? (
            <SendingByDay sending={sending} {...clock} />
          ) : (
            <Empty action={<ButtonLink href="/projects">{t("followUps.viewProjects")}</ButtonLink>}>
              {t("followUps.nothingAhead")}
            </Empty>
          )}
          {ahead.isMore ? <p className="pt-3 text-sm text-muted">{t("followUps.more")}</p> : null}
        </Section>
        {ahead.notSending.length > 0 ? (
          <Section id="not-sending" title={t("followUps.notSending")}>
            <NotSending notSending={ahead.notSending} {...clock} />
          </Section>
        ) : null}
        <Section
          id="sent"
          title={t("followUps.sentLast", { days: DAYS })}
          aside={
            <Link href="/emails" className={buttonVariant("plain")}>
              {t("followUps.allEmails")}
            </Link>
          }
        >
          {sent.length > 0 ? (
            <EmailRows emails={sent} {...clock} />
          ) : (
            <p className="text-muted">{t("followUps.nothingSent")}</p>
          )}
        </Section>
      </div>
    </>
  );
}

/** An email about shown work that is not written yet. */
function expected(
  { contactId, ...gathering }: Awaited<ReturnType<typeof listExpectedGatherings>>[number],
  t: Say,
): ForecastEntry {
  return {
    ...gathering,
    key: `gathering ${contactId}`,
    href: "/projects",
    what: t("followUps.update"),
    why: t("followUps.then.update"),
    whyNot: null,
  };
}
