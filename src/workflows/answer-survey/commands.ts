import { inTransaction } from "@/db/client";
import { enqueueEmail } from "@/features/emails/commands";
import { toFreelancer } from "@/features/emails/envelope";
import { cancelReminder } from "@/features/follow-ups/commands";
import { planTestimonial } from "@/features/follow-ups/testimonials/commands";
import { markAmends } from "@/features/projects/commands";
import { lockSurvey, recordAnswer } from "@/features/surveys/commands";
import { answerArrived } from "@/features/surveys/emails";
import { isBelowMark } from "@/features/surveys/rules";
import type { NewAnswer } from "@/features/surveys/schema";
import { cancelFollowUps } from "@/workflows/cancel-follow-ups/commands";

/**
 * Takes a client's answer. The first one wins for ever; a later one within 14 days is kept beside it as a revision, and
 * the same answer sent twice is one. With it, together or not at all: the freelancer is told by email, the reminder of
 * the question is cancelled, the invitation to say something in public is planned, whatever the answer is, and after an
 * answer below mark a thank-you that has not been sent is cancelled. Unknown token: not found. Run out or closed:
 * refused.
 */
export async function answerSurvey(rawToken: unknown, answer: NewAnswer, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const survey = await lockSurvey(tx, rawToken, now);
    const ordinal = await recordAnswer(tx, survey, answer, now);
    if (ordinal === null) return;
    const { freelancerId, projectId, project, contact } = survey;
    const isBad = isBelowMark(answer.verdict);
    const last = survey.answers.at(-1);
    // A good answer undoes only this contact's own bad one.
    if (isBad || (last && isBelowMark(last.verdict)))
      await markAmends(tx, projectId, isBad ? now : null);
    if (isBad) {
      const thankYou = { freelancerId, projectId, kind: "THANK_YOU" as const };
      await cancelFollowUps(tx, thankYou, "The client’s answer was below mark.", now);
    }
    await cancelReminder(tx, survey, "The question has been answered.", now);
    if (ordinal === 1) await planTestimonial(tx, survey, now);
    const { studio } = project.client;
    const facts = {
      freelancerName: studio.freelancerName,
      contactName: contact.name,
      projectTitle: project.title,
      projectId,
      isRevision: ordinal > 1,
      ...answer,
    };
    await enqueueEmail(tx, {
      ...toFreelancer(studio),
      ...answerArrived(facts),
      kind: "answer.received",
      dedupeKey: `answer.received:${survey.id}:${ordinal}`,
      projectId,
      sendAt: now,
    });
  });
}
