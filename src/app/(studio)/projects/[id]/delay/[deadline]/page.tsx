import type { Metadata } from "next";
import { cache } from "react";
import { notFound } from "next/navigation";
import { idIn, orNotFound } from "@/app/page-params";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { NoticeForm } from "@/features/deadlines/components/notice-form";
import { newNotice } from "@/features/deadlines/notice/schema";
import { getDelay } from "@/features/deadlines/queries";
import { listLate } from "@/features/requests/queries";
import { localeOf } from "@/language/locale";
import type { StudioLocale } from "@/language/studio";
import { addWorkingDays, dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { daysOffOf } from "@/features/studio/rules";
import { buttonVariant, ButtonLink } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

type Props = { params: Promise<{ id: string; deadline: string }> };

/** Read once for the tab's title and the page. */
const read = cache(async (id: string) => {
  const { scope } = await requireFreelancer();
  return orNotFound(getDelay(scope, id));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await read(await idIn(params, "deadline"));
  const { t } = await studioLocale();
  return { title: t("deadlines.move.tab", { title }) };
}

export default async function DelayPage({ params }: Props) {
  const { scope, studio, now } = await requireFreelancer();
  const locale = await studioLocale();
  const { t, dayAndDistance } = locale;
  const projectId = await idIn(params);
  const deadline = await read(await idIn(params, "deadline"));
  if (deadline.project.id !== projectId) notFound();
  const today = dayIn(studio.zone, now);
  const reads = localeOf(deadline.language);
  const late = await listLate(scope, projectId, today);
  const above = (
    <Link href={`/projects/${projectId}`} className={buttonVariant("plain")}>
      {deadline.project.title}
    </Link>
  );
  if (deadline.metAt || deadline.project.completedAt)
    return (
      <>
        <PageHeading
          title={deadline.title}
          above={above}
          below={deadline.metAt ? t("deadlines.move.fixed") : t("deadlines.move.fixedCompleted")}
        />
        <ButtonLink href={`/projects/${projectId}`}>{t("deadlines.move.back")}</ButtonLink>
      </>
    );
  return (
    <>
      <PageHeading
        title={t("deadlines.move.tab", { title: deadline.title })}
        above={above}
        below={t("deadlines.move.lead", {
          when: dayAndDistance(deadline.promisedOn, today),
          name: deadline.project.contact.name,
        })}
      />
      <NoticeForm
        fields={fieldsOf(newNotice)}
        projectId={projectId}
        deadlineId={deadline.id}
        readerId={deadline.project.contact.id}
        title={deadline.title}
        promisedOn={deadline.promisedOn}
        today={today}
        suggestedOn={addWorkingDays(
          deadline.promisedOn > today ? deadline.promisedOn : today,
          2,
          daysOffOf(studio),
        )}
        signature={studio.freelancerName}
        reasons={late.map(({ title }) => ({
          label: t("requests.asReason", { title }),
          text: reads.t("requests.delayReason", { title }),
        }))}
        words={wordsOf(locale, studio.emailHoldSeconds)}
        reads={{
          lang: reads.tag,
          days: reads.days,
          greeting: reads.t("emails.dear", { name: reads.calls(deadline.project.contact.name) }),
          notice: reads.notice,
          because: reads.t.raw("line.because"),
          closing: reads.t("emails.bestWishes"),
        }}
      />
    </>
  );
}

/** What the form says in the studio's language. */
function wordsOf({ t, words: { deadlines }, durationName }: StudioLocale, holdSeconds: number) {
  const duration = durationName(holdSeconds);
  const aboveEmail =
    holdSeconds > 0 ? t("deadlines.notice.emailUndo", { duration }) : t("deadlines.notice.email");
  return { ...deadlines.notice, aboveEmail, noReason: deadlines.noReason };
}
