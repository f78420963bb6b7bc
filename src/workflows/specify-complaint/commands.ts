import { inTransaction } from "@/db/client";
import { lock } from "@/db/locks";
import { saveSpecifics } from "@/features/cases/commands";
import { specifiedEmail } from "@/features/cases/emails";
import { COMPLAINT_ABOUT, type Specified } from "@/features/cases/schema";
import { enqueueEmail } from "@/features/emails/commands";
import { studioEnvelope, toFreelancer } from "@/features/emails/envelope";
import { findSurveyOf, type SurveyOf } from "@/features/surveys/queries";
import { refusal } from "@/language/refusals";
import { studioLocaleOf } from "@/language/studio";
import { notFound } from "@/lib/errors";

/**
 * Takes what exactly was not right with an answer below mark, from whoever gave it. The freelancer gets an email
 * about it in the same transaction; the same words sent twice are one. An unknown survey is not found; refused once
 * the case is closed.
 */
export async function specifyComplaint(who: SurveyOf, said: Specified, now: Date): Promise<void> {
  const { specifics = "", ...ticked } = said;
  const about = COMPLAINT_ABOUT.filter((one) => ticked[one]);
  await inTransaction(async (tx) => {
    const survey = await findSurveyOf(who, tx);
    if (!survey) throw notFound("page");
    const { freelancerId, id: surveyId } = survey;
    const which = { freelancerId_surveyId: { freelancerId, surveyId } };
    const found = await tx.complaint.findUnique({
      where: which,
      select: { case: { select: { clientId: true } } },
    });
    if (!found) throw notFound("page");
    await lock(tx, survey, { client: found.case.clientId });
    const complaint = await tx.complaint.findUniqueOrThrow({ where: which, select });
    if (complaint.case.closedAt) throw refusal("too-late", "caseClosed");
    if (complaint.specifics === specifics && complaint.about.join() === about.join()) return;
    await saveSpecifics(tx, complaint, { about, specifics }, now);
    const { studio } = complaint.case.client;
    await enqueueEmail(tx, {
      ...toFreelancer(studio),
      ...specifiedEmail(studioLocaleOf(studio.language), {
        freelancerName: studio.freelancerName,
        contactName: complaint.contact.name,
        projectTitle: complaint.project?.title ?? "",
        caseId: complaint.caseId,
        about,
        specifics,
      }),
      kind: "case.specified",
      dedupeKey: `case.specified:${complaint.id}:${now.getTime()}`,
      projectId: complaint.projectId ?? undefined,
      sendAt: now,
    });
  });
}

const select = {
  id: true,
  freelancerId: true,
  contactId: true,
  projectId: true,
  caseId: true,
  about: true,
  specifics: true,
  contact: { select: { name: true } },
  project: { select: { title: true } },
  case: {
    select: { closedAt: true, client: { select: { studio: { select: studioEnvelope } } } },
  },
} as const;
