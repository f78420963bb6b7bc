import { inTransaction } from "@/db/client";
import { enqueueEmail } from "@/features/emails/commands";
import { toFreelancer } from "@/features/emails/envelope";
import { cancelReminder } from "@/features/follow-ups/commands";
import { planTestimonial } from "@/features/follow-ups/testimonials/commands";
import { lockSurvey, recordAnswer } from "@/features/surveys/commands";
import { answerArrived } from "@/features/surveys/emails";
import { isBelowMark } from "@/features/surveys/rules";
import type { SurveyOf } from "@/features/surveys/queries";
import type { NewAnswer } from "@/features/surveys/schema";
import { studioLocaleOf } from "@/language/studio";
import { stored } from "@/language/stored";
import { openCase } from "@/workflows/open-case/commands";

/**
 * Takes a client's answer. The first one wins for ever; a later one within 14 days is kept beside it as a revision, and
 * the same answer sent twice is one. With it, together or not at all: the freelancer is told by email, the reminder of
 * the question is cancelled, an answer below mark opens a case or joins the client's open one, and the invitation to
 * say something in public is planned, whatever the answer is. Unknown survey: not found. Run out or closed: refused.
 */
export async function answerSurvey(
  who: SurveyOf,
  answer: NewAnswer & { choices?: number },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const survey = await lockSurvey(tx, who, now);
    const ordinal = await recordAnswer(tx, survey, { choices: 1, ...answer }, now);
    if (ordinal === null) return;
    const { freelancerId, projectId, contactId, project, contact } = survey;
    const clientId = project.client.id;
    const caseId = isBelowMark(answer.verdict)
      ? await openCase(
          tx,
          {
            freelancerId,
            clientId,
            contactId,
            projectId,
            surveyId: survey.id,
            channel: "token" in who ? "EMAIL" : "PORTAL",
            words: answer.words ?? "",
            actor: "CONTACT",
          },
          now,
        )
      : null;
    await cancelReminder(tx, survey, stored("answered"), now);
    if (ordinal === 1) await planTestimonial(tx, survey, now);
    const { studio } = project.client;
    const facts = {
      freelancerName: studio.freelancerName,
      contactName: contact.name,
      projectTitle: project.title,
      projectId,
      caseId,
      isRevision: ordinal > 1,
      ...answer,
    };
    await enqueueEmail(tx, {
      ...toFreelancer(studio),
      ...answerArrived(studioLocaleOf(studio.language), facts),
      kind: "answer.received",
      dedupeKey: `answer.received:${survey.id}:${ordinal}`,
      projectId,
      sendAt: now,
    });
  });
}
