import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import type { HiddenFor } from "@/db/enums";
import { lock } from "@/db/locks";
import { gatherEmail } from "@/features/emails/commands";
import { toFreelancer } from "@/features/emails/envelope";
import { byContact, byFreelancer, record } from "@/features/history/commands";
import { localeOf } from "@/language/locale";
import { refusal } from "@/language/refusals";
import { say } from "@/language/say";
import { studioLocaleOf } from "@/language/studio";
import { notFound, Refusal } from "@/lib/errors";
import { hashToken, newToken } from "@/lib/tokens";
import { testimonialChanged } from "./emails";
import { findTestimonial, listChanges, type TestimonialFacts } from "./queries";
import { isPublic } from "./rules";
import type { NewTestimonial } from "./schema";

type About = { freelancerId: string; projectId: string; contactId: string };

/**
 * Makes the one testimonial about a project that a contact is invited to give, in the caller's transaction. Returns
 * the secret of its link, which is stored as a hash alone.
 */
export async function openTestimonial(tx: Tx, about: About, now: Date): Promise<string> {
  const token = newToken();
  await tx.testimonial.create({
    data: { ...about, tokenHash: hashToken(token), invitedAt: now },
    select: { id: true },
  });
  return token;
}

/** Deletes a testimonial whose invitation was cancelled: it was never asked for. One that was given stays. */
export async function cancelInvitation(
  tx: Tx,
  about: { projectId: string; contactId: string },
): Promise<void> {
  await tx.testimonial.deleteMany({ where: { ...about, givenAt: null } });
}

/** The sentence that a contact agrees to, in their language. It is stored as they ticked it. */
export function consentOf({ contact, studio }: TestimonialFacts): string {
  const { t } = localeOf(contact.language);
  return t("testimonial.consent", { name: studio.freelancerName, studio: studio.name });
}

/**
 * Takes what a contact says in public, or says instead of what they said before, with the sentence they agreed to and
 * when. Unknown token: not found. Refused when that sentence is not the one they would be shown now, and where their
 * own page was closed. The same words and name sent twice are one. The freelancer is told by email.
 */
export async function giveTestimonial(
  rawToken: unknown,
  { quote: text, shownName, consent }: NewTestimonial,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const facts = await lockTestimonial(tx, rawToken);
    const { contact, givenAt, removedAt } = facts;
    if (contact.linkRevokedAt) throw refusal("not-allowed", "testimonialRevoked");
    if (consent !== consentOf(facts)) throw refusal("invalid", "noConsent");
    const isNew = !givenAt || removedAt !== null;
    if (!isNew && facts.text === text && facts.shownName === shownName) return;
    await tx.testimonial.update({
      where: { id: facts.id },
      data: {
        text,
        shownName,
        language: contact.language,
        consent,
        consentedAt: now,
        removedAt: null,
        ...(isNew ? { givenAt: now, editedAt: null } : { editedAt: now }),
      },
    });
    const kind = isNew ? ("testimonial.given" as const) : ("testimonial.edited" as const);
    await record(tx, { ...whatOf(facts), kind, at: now });
    await tell(tx, facts, now);
  });
}

/**
 * A contact's words are gone from every page with the next request, and are not kept; neither is the reply to them.
 * What they had agreed to stays, as the proof that it was shown rightly. Doing it twice changes nothing.
 */
export async function removeTestimonial(rawToken: unknown, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const facts = await lockTestimonial(tx, rawToken);
    if (!facts.givenAt || facts.removedAt) return;
    await tx.testimonial.update({
      where: { id: facts.id },
      data: { text: "", shownName: "", reply: "", repliedAt: null, ...notHidden, removedAt: now },
    });
    await record(tx, { ...whatOf(facts), kind: "testimonial.removed", at: now });
    await tell(tx, facts, now);
  });
}

const notHidden = { hiddenAt: null, hiddenFor: null, hiddenWhy: "" };

/** The testimonial behind a token, locked with the project that its email is gathered for. Unknown: not found. */
async function lockTestimonial(tx: Tx, rawToken: unknown): Promise<TestimonialFacts> {
  const found = await findTestimonial(rawToken, tx);
  if (!found) throw notFound("page");
  await lock(tx, found, { project: found.projectId, testimonial: found.id });
  const facts = await findTestimonial(rawToken, tx);
  if (!facts) throw notFound("page");
  return facts;
}

const whatOf = (facts: TestimonialFacts) => ({
  ...byContact({ ...facts, clientId: facts.contact.clientId }),
  projectId: facts.projectId,
  subjectId: facts.id,
});

/** Tells the freelancer; what changes about a project within the batch is one email, which says how it is now. */
async function tell(tx: Tx, facts: TestimonialFacts, now: Date) {
  const { studio, freelancerId, projectId, projectTitle } = facts;
  await gatherEmail(
    tx,
    {
      kind: "testimonial.changed",
      projectId,
      envelope: toFreelancer(studio),
      at: now,
      delaySeconds: studio.batchSeconds,
    },
    async (since) => {
      const [first, ...rest] = await listChanges(tx, { freelancerId, projectId }, since);
      if (!first) return null;
      const { freelancerName } = studio;
      return {
        ...testimonialChanged(studioLocaleOf(studio.language), {
          freelancerName,
          projectTitle,
          changes: [first, ...rest],
        }),
        newestId: `${projectId}.${now.getTime()}`,
      };
    },
  );
}

/** The freelancer's testimonial with what a decision about it asks, locked. A stranger's is not found. */
async function lockOwn(tx: Tx, scope: Scope, testimonialId: string) {
  await lock(tx, scope, { testimonial: testimonialId });
  return tx.testimonial.findUniqueOrThrow({
    where: { id: testimonialId, freelancerId: scope.freelancerId },
    select: {
      id: true,
      projectId: true,
      contactId: true,
      givenAt: true,
      editedAt: true,
      removedAt: true,
      hiddenAt: true,
      repliedAt: true,
    },
  });
}

type Own = Awaited<ReturnType<typeof lockOwn>>;

const about = (scope: Scope, { id, projectId, contactId }: Own) => ({
  ...byFreelancer(scope),
  projectId,
  contactId,
  subjectId: id,
});

/**
 * Replies in public under a testimonial, or replies otherwise: the time it took counts from the first reply. Refused
 * for one that is on no page.
 */
export async function replyPublicly(
  scope: Scope,
  input: { testimonialId: string; text: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const own = await lockOwn(tx, scope, input.testimonialId);
    if (!isPublic(own)) throw new Refusal("not-allowed", say("wall.refused.noReply"));
    const repliedAt = own.repliedAt ?? now;
    await tx.testimonial.update({
      where: { id: own.id },
      data: { reply: input.text, repliedAt },
    });
    const data = { isFirst: own.repliedAt === null };
    await record(tx, { ...about(scope, own), kind: "testimonial.replied", at: now, data });
  });
}

/** The public reply is gone with the next request. */
export async function removeReply(scope: Scope, testimonialId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const own = await lockOwn(tx, scope, testimonialId);
    if (!own.repliedAt) return;
    await tx.testimonial.update({ where: { id: own.id }, data: { reply: "", repliedAt: null } });
    await record(tx, { ...about(scope, own), kind: "testimonial.replyRemoved" });
  });
}

/** Hides what is unlawful or off topic, with why. The wall counts it, and its author reads the reason. */
export async function hideTestimonial(
  scope: Scope,
  input: { testimonialId: string; hiddenFor: HiddenFor; why: string },
  now: Date,
): Promise<void> {
  const { testimonialId, hiddenFor, why } = input;
  await inTransaction(async (tx) => {
    const own = await lockOwn(tx, scope, testimonialId);
    if (!isPublic(own)) throw new Refusal("not-allowed", say("wall.refused.noHide"));
    await tx.testimonial.update({
      where: { id: own.id },
      data: { hiddenAt: now, hiddenFor, hiddenWhy: why },
    });
    const data = { hiddenFor, why };
    await record(tx, { ...about(scope, own), kind: "testimonial.hidden", at: now, data });
  });
}

/** Shows a hidden testimonial again. */
export async function showTestimonial(scope: Scope, testimonialId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const own = await lockOwn(tx, scope, testimonialId);
    if (!own.hiddenAt) return;
    await tx.testimonial.update({ where: { id: own.id }, data: notHidden });
    await record(tx, { ...about(scope, own), kind: "testimonial.shown" });
  });
}
