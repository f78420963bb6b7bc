import type { Metadata } from "next";
import { cache } from "react";
import { notFound } from "next/navigation";
import { idIn, orNotFound } from "@/app/page-params";
import { requireFreelancer } from "@/auth/session";
import { NoticeForm } from "@/features/deadlines/components/notice-form";
import { newNotice } from "@/features/deadlines/notice/schema";
import { getDelay } from "@/features/deadlines/queries";
import { localeOf } from "@/language/locale";
import { addWorkingDays, dayAndDistance, dayIn, durationName } from "@/lib/dates";
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
  return { title: `Move “${title}”` };
}

export default async function DelayPage({ params }: Props) {
  const { studio, now } = await requireFreelancer();
  const projectId = await idIn(params);
  const deadline = await read(await idIn(params, "deadline"));
  if (deadline.project.id !== projectId) notFound();
  const today = dayIn(studio.zone, now);
  const reads = localeOf(deadline.language);
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
          below={
            deadline.metAt
              ? "This promise is done, so its date is fixed. If that was a mistake, undo “done” first."
              : "This project is completed, so its dates are fixed. Reopen it to move a date."
          }
        />
        <ButtonLink href={`/projects/${projectId}`}>Back to the project</ButtonLink>
      </>
    );
  return (
    <>
      <PageHeading
        title={`Move “${deadline.title}”`}
        above={above}
        below={
          `Promised for ${dayAndDistance(deadline.promisedOn, today)}. Moving it earlier needs ` +
          `no reason. If you move it later, ${deadline.project.contact.name} sees the new date ` +
          "and your reason on the page and by email."
        }
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
        undoTime={studio.emailHoldSeconds > 0 ? durationName(studio.emailHoldSeconds) : null}
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
