import { db } from "@/db/client";
import type { Verdict } from "@/db/enums";
import { moveWall } from "@/features/testimonials/wall/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { dayIn } from "@/lib/dates";
import { hashToken, newToken } from "@/lib/tokens";
import { beginProject } from "@/workflows/begin-project/commands";
import { sendFollowUpNow } from "@/workflows/decide-follow-up/commands";
import { ZONE, type Demo } from "./calendar";
import { markAsSent } from "./completed";
import { happened, promise } from "./past";

const HOUR_MS = 3_600_000;

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
export async function wall(demo: Demo): Promise<void> {
  await moveWall(demo.scope, "studio-holm", demo.onWorkday(-130, "09:00"));
  for (const one of said) await tellTestimonial(demo, one);
}

async function tellTestimonial(demo: Demo, one: Said): Promise<void> {
  const { freelancerId } = demo.scope;
  const contact = await db().contact.findFirstOrThrow({
    where: { freelancerId, address: one.who },
    select: { id: true, language: true },
  });
  const projectId =
    "project" in one
      ? await findProject(freelancerId, one.project)
      : await tellFinished(demo, contact.id, one.daysAgo, one.finished);
  const about = { projectId, contactId: contact.id };
  const invitedAt = demo.onWorkday(-one.daysAgo - 1, "09:30");
  await invite(demo, about, invitedAt);
  const givenAt = demo.onWorkday(-one.daysAgo, "10:20");
  const { t } = localeOf(languageOf(contact.language));
  const given = {
    text: one.text,
    shownName: one.name,
    language: contact.language,
    consent: t("testimonial.consent", { name: "Mira Holm", studio: "Studio Holm" }),
    consentedAt: givenAt,
    givenAt,
    reply: one.reply?.text ?? "",
    repliedAt: one.reply ? new Date(givenAt.getTime() + one.reply.hoursLater * HOUR_MS) : null,
  };
  await db().testimonial.upsert({
    where: { projectId_contactId: about },
    create: { ...about, freelancerId, tokenHash: hashToken(newToken()), invitedAt, ...given },
    update: given,
  });
  await happened(demo.scope, projectId, "testimonial.given", givenAt, { contactId: contact.id });
}

/** What an answer of earlier weeks planned was sent then; one that is told by its rows alone planned nothing. */
async function invite(
  { scope }: Demo,
  about: { projectId: string; contactId: string },
  invitedAt: Date,
): Promise<void> {
  const planned = await db().followUp.findFirst({
    where: { ...about, kind: "TESTIMONIAL", settledAt: null },
    select: { id: true },
  });
  if (!planned) return;
  await sendFollowUpNow(scope, planned.id, invitedAt);
  await markAsSent(about.projectId, invitedAt);
}

async function findProject(freelancerId: string, title: string): Promise<string> {
  const where = { freelancerId, title };
  return (await db().project.findFirstOrThrow({ where, select: { id: true } })).id;
}

/** Its promise was kept, its question was asked a week later, and answered the day after. Returns its id. */
async function tellFinished(
  { scope, onWorkday }: Demo,
  contactId: string,
  daysAgo: number,
  { title, summary, verdict, words }: Finished,
): Promise<string> {
  const { freelancerId } = scope;
  const projectId = await beginProject(scope, { contactId, title, summary });
  const [begunAt, completedAt, invitedAt, answeredAt] = [
    onWorkday(-daysAgo - 40, "09:00"),
    onWorkday(-daysAgo - 20, "15:00"),
    onWorkday(-daysAgo - 12, "09:30"),
    onWorkday(-daysAgo - 10, "16:40"),
  ] as const;
  await promise(scope, projectId, title, dayIn(ZONE, completedAt), completedAt);
  await db().project.update({
    where: { id: projectId },
    data: { completedAt, createdAt: begunAt },
  });
  const { id: surveyId } = await db().survey.create({
    data: {
      freelancerId,
      projectId,
      contactId,
      tokenHash: hashToken(newToken()),
      invitedAt,
      expiresAt: answeredAt,
    },
    select: { id: true },
  });
  await db().answer.create({
    data: { freelancerId, surveyId, ordinal: 1, verdict, words, answeredAt },
  });
  await happened(scope, projectId, "project.completed", completedAt);
  const data = { verdict, isRevision: false };
  await happened(scope, projectId, "answer.given", answeredAt, { contactId, data });
  return projectId;
}
