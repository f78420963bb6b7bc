import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import type { Verdict } from "@/db/enums";
import { consentOf, giveTestimonial } from "@/features/testimonials/commands";
import { findTestimonial } from "@/features/testimonials/queries";
import { moveWall } from "@/features/testimonials/wall/commands";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { issueDueFollowUps } from "@/workflows/ask-client/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { sendFollowUpNow } from "@/workflows/decide-follow-up/commands";
import { inviteAfterCase } from "@/workflows/invite-testimonial/commands";
import { client, emailsOf, freelancer, MONDAY, project, tokenIn, type Person } from "./factories";

/** A moment that is over whenever the tests run, and less than fourteen days before their clocks. */
const DUE = new Date("2026-11-21T12:00:00Z");
/** A working morning of Ines's: the clock the worker is given. */
export const MORNING = new Date("2026-11-30T09:30:00Z");

export const DAY = 86_400_000;
export const after = (at: Date, ms: number) => new Date(at.getTime() + ms);

/** A studio with a wall at an address of its own. */
export async function studioWithWall() {
  const scope = await freelancer();
  const slug = `holm-${scope.freelancerId.slice(-12)}`;
  await moveWall(scope, slug, MONDAY);
  return { scope, slug };
}

/** A project whose survey was answered: with this verdict, on Monday an hour after it was asked. */
export async function answered(scope: Scope, person: Person, verdict: Verdict = "UP_TO_MARK") {
  const projectId = await project(scope, person);
  await completeProject(scope, projectId, MONDAY);
  const { id } = await db().followUp.findFirstOrThrow({
    where: { projectId, kind: "CHECK_BACK" },
  });
  await sendFollowUpNow(scope, id, MONDAY);
  const asked = (await emailsOf(projectId)).find((email) => email.kind === "survey.invited")!;
  await db().email.update({
    where: { id: asked.id },
    data: { sentAt: MONDAY, settledAt: MONDAY, frozenAt: MONDAY },
  });
  await answerSurvey(
    { token: tokenIn(asked.words.link!.url) },
    { verdict },
    after(MONDAY, 3_600_000),
  );
  return projectId;
}

/** A case with a client is closed, as closing one does: what it kept back is planned. */
export async function closeCase(person: Person, openedAt: Date, closedAt: Date): Promise<void> {
  const { freelancerId, clientId } = person.scope;
  await inTransaction(async (tx) => {
    await tx.client.update({ where: { id: clientId }, data: { caseOpenedAt: null } });
    await inviteAfterCase(tx, { freelancerId, clientId, openedAt }, closedAt);
  });
}

export const invitationOf = (projectId: string) =>
  db().followUp.findFirstOrThrow({ where: { projectId, kind: "TESTIMONIAL" } });

/** The time of a project's invitation has come: the worker looks. */
export async function invitationFallsDue(projectId: string, now = MORNING): Promise<void> {
  await db().followUp.updateMany({
    where: { projectId, kind: "TESTIMONIAL", settledAt: null },
    data: { dueAt: DUE },
  });
  await issueDueFollowUps(now);
}

export async function invitationEmail(projectId: string) {
  return (await emailsOf(projectId)).find((email) => email.kind === "testimonial.invited");
}

/** A contact who was invited, and the secret of their link. */
export async function invited(scope: Scope, person?: Person) {
  const who = person ?? (await client(scope));
  const projectId = await answered(scope, who);
  await invitationFallsDue(projectId);
  const email = await invitationEmail(projectId);
  return { person: who, projectId, token: tokenIn(email!.words.link!.url) };
}

/** Says something in public, as a person would who ticked the sentence they were shown. */
export async function say(token: string, quote: string, at: Date, shownName = "Ines Duarte") {
  const facts = await findTestimonial(token);
  await giveTestimonial(token, { quote, shownName, consent: consentOf(facts!) }, at);
}
