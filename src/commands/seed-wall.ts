import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import type { Verdict } from "@/db/enums";
import type { HistoryKind } from "@/features/history/kinds";
import { moveWall } from "@/features/testimonials/wall/commands";
import { beginProject } from "@/workflows/begin-project/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { addWorkingDays, dayIn, instantAt, toDateColumn } from "@/lib/dates";
import { hashToken, newToken } from "@/lib/tokens";

const ZONE = "Europe/Copenhagen";

/** What somebody said in public some weeks ago: about a project of their own, which may be over for long. */
type Said = {
  who: string;
  name: string;
  text: string;
  /** How many days ago it was said. */
  daysAgo: number;
  reply?: { text: string; hoursLater: number };
} & ({ project: string } | { finished: Finished });

/** A project that was completed before the demo begins, and what was answered about it. */
type Finished = { title: string; summary: string; verdict: Verdict; words: string };

const said: Said[] = [
  {
    who: "saga@example.com",
    project: "Catalogue of the winter bindings",
    name: "Saga Lindqvist, Lindqvist & Daughters",
    text:
      "Mira asked for our paper before she drew a line. The winter catalogue looks as if we had " +
      "bound it ourselves.",
    daysAgo: 19,
  },
  {
    who: "chidi@example.com",
    finished: {
      title: "Price list for the van",
      summary: "Forty printed price lists for the winter markets.",
      verdict: "NOT_UP_TO_MARK",
      words: "Two of the prices are last year’s.",
    },
    name: "Chidi, Okafor Bakery",
    text:
      "Two prices on the first list were wrong, and I said so. Mira answered the same afternoon, " +
      "had all forty printed again and brought them to the van herself. I have booked the website " +
      "with her since.",
    daysAgo: 78,
    reply: {
      text:
        "Thank you for telling me straight away, Chidi. I had copied two lines from last year’s " +
        "list. Since then somebody else reads every price before it is printed.",
      hoursLater: 3,
    },
  },
  {
    who: "karin@example.com",
    finished: {
      title: "Lesezeichen zum Jubiläum",
      summary: "Ein Lesezeichen für jedes der zwölf Regale.",
      verdict: "UP_TO_MARK",
      words: "Unsere Kundinnen sammeln sie.",
    },
    name: "Karin Vogt, Buchhandlung Vogt",
    text:
      "Zwölf Lesezeichen, pünktlich zum Jubiläum. Nach einer Woche fragten die ersten Kundinnen, " +
      "welche ihnen noch fehlen.",
    daysAgo: 121,
  },
];

/** The demo's wall: three testimonials, one of a client who had been unhappy, with a public reply. */
export async function seedWall(scope: Scope, now: Date): Promise<void> {
  await moveWall(scope, "studio-holm", now);
  for (const one of said) await seedTestimonial(scope, one, now);
}

async function seedTestimonial(scope: Scope, one: Said, now: Date): Promise<void> {
  const { freelancerId } = scope;
  const contact = await db().contact.findFirstOrThrow({
    where: { freelancerId, address: one.who },
    select: { id: true, language: true },
  });
  // Always a working morning, so that the time a reply took is what it says.
  const ago = (days: number, time: string) =>
    instantAt(
      addWorkingDays(dayIn(ZONE, new Date(now.getTime() - days * 86_400_000)), 0),
      time,
      ZONE,
    );
  const projectId =
    "project" in one
      ? (
          await db().project.findFirstOrThrow({
            where: { freelancerId, title: one.project },
            select: { id: true },
          })
        ).id
      : await seedFinished(scope, contact.id, one.finished, (days, time) =>
          ago(one.daysAgo + days, time),
        );
  const givenAt = ago(one.daysAgo, "10:20");
  const names = { name: "Mira Holm", studio: "Studio Holm" };
  const { id } = await db().testimonial.create({
    data: {
      freelancerId,
      projectId,
      contactId: contact.id,
      tokenHash: hashToken(newToken()),
      invitedAt: ago(one.daysAgo + 1, "09:30"),
      text: one.text,
      shownName: one.name,
      language: contact.language,
      consent: localeOf(languageOf(contact.language)).t("testimonial.consent", names),
      consentedAt: givenAt,
      givenAt,
      reply: one.reply?.text ?? "",
      repliedAt: one.reply ? new Date(givenAt.getTime() + one.reply.hoursLater * 3_600_000) : null,
    },
    select: { id: true },
  });
  const about = { projectId, contactId: contact.id, subjectId: id };
  await happened(scope, "testimonial.given", givenAt, about);
}

/** Its promise was kept, its question was asked a week later, and answered the day after. Returns its id. */
async function seedFinished(
  scope: Scope,
  contactId: string,
  { title, summary, verdict, words }: Finished,
  before: (days: number, time: string) => Date,
): Promise<string> {
  const { freelancerId } = scope;
  const projectId = await beginProject(scope, { contactId, title, summary });
  const completedAt = before(20, "15:00");
  const about = { projectId, contactId };
  await db().project.update({
    where: { id: projectId },
    data: { completedAt, createdAt: before(40, "09:00") },
  });
  await db().deadline.create({
    data: {
      freelancerId,
      projectId,
      title,
      promisedOn: toDateColumn(dayIn(ZONE, completedAt)),
      metAt: completedAt,
      createdAt: before(40, "09:00"),
    },
  });
  const answeredAt = before(11, "16:40");
  const { id: surveyId } = await db().survey.create({
    data: {
      freelancerId,
      ...about,
      tokenHash: hashToken(newToken()),
      invitedAt: before(12, "09:30"),
      expiresAt: inSixtyDays(before(12, "09:30")),
    },
    select: { id: true },
  });
  await db().answer.create({
    data: { freelancerId, surveyId, ordinal: 1, verdict, words, answeredAt },
  });
  await happened(scope, "project.completed", completedAt, { projectId });
  await happened(scope, "answer.given", answeredAt, {
    ...about,
    data: { verdict, isRevision: false },
  });
  return projectId;
}

const inSixtyDays = (at: Date) => new Date(at.getTime() + 60 * 86_400_000);

async function happened(
  { freelancerId }: Scope,
  kind: HistoryKind,
  at: Date,
  {
    data = {},
    ...about
  }: {
    projectId: string;
    contactId?: string;
    subjectId?: string;
    data?: Record<string, string | boolean>;
  },
): Promise<void> {
  const actor = about.contactId ? "CONTACT" : "FREELANCER";
  await db().historyEntry.create({ data: { freelancerId, actor, kind, at, data, ...about } });
}
