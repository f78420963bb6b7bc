import { randomUUID } from "node:crypto";
import { freelancerScope, type Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { freeze } from "@/mail/freeze";
import { words } from "@/mail/words";
import { addClient } from "@/features/clients/commands";
import type { HistoryKind } from "@/features/history/kinds";
import { keepTemplate } from "@/features/projects/checklist/commands";
import { beginProject } from "@/workflows/begin-project/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { openStudio } from "@/features/studio/commands";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { sendFollowUpNow } from "@/workflows/decide-follow-up/commands";
import type { Language } from "@/language/languages";
import {
  addDays,
  addWorkingDays,
  dayIn,
  daysBetween,
  instantAt,
  toDateColumn,
  weekday,
  type Day,
} from "@/lib/dates";
import { seal, unseal } from "@/lib/tokens";
import { closeQueue } from "@/queue/boss";
import { seedWall } from "./seed-wall";

const MIRA = "mira@example.com";
const ZONE = "Europe/Copenhagen";

/**
 * The demo studio: Mira Holm, who draws maps and builds small websites, and her five clients.
 * Made once; if that was interrupted, it is deleted and made again.
 */
async function seedDemo(now: Date): Promise<"made" | "there"> {
  const existing = await db().user.findUnique({
    where: { email: MIRA },
    select: { id: true, studio: { select: { seededAt: true } } },
  });
  if (existing?.studio?.seededAt) return "there";
  if (existing) await db().user.delete({ where: { id: existing.id } });

  const mira = await db().user.create({
    data: { email: MIRA, name: "Mira Holm", emailVerified: now },
  });
  const scope = freelancerScope(mira.id);
  await openStudio(scope, {
    freelancerName: "Mira Holm",
    name: "Studio Holm",
    zone: ZONE,
    replyTo: MIRA,
    workDays: ["1", "2", "3", "4", "5"],
    opensAt: "09:00",
    closesAt: "17:00",
  });
  // Short, so that the demo takes a minute.
  await db().studio.update({
    where: { freelancerId: mira.id },
    data: { emailHoldSeconds: 20, batchSeconds: 20 },
  });

  const today = dayIn(ZONE, now);
  const day = (workingDays: number) => addWorkingDays(today, workingDays);
  const at = (days: number, time: string) => instantAt(addDays(today, days), time, ZONE);
  // Automatic emails are sent on working days: the last one at or before so many days ago.
  const onWorkday = (days: number, time: string) =>
    instantAt(workdayBefore(addDays(today, days)), time, ZONE);

  const ines = await person(
    scope,
    "Duarte Lighthouse Tours",
    "Ines Duarte",
    "ines@example.com",
    "Europe/Lisbon",
  );
  const map = await beginProject(scope, {
    contactId: ines,
    title: "The lighthouse map",
    summary: "A printed walking map of the nine lighthouses, and the same map for the website.",
  });
  await promise(
    scope,
    map,
    "Pencil sketch of all nine lighthouses",
    addDays(today, -16),
    at(-17, "15:20"),
  );
  await promise(
    scope,
    map,
    "Coloured draft for your comments",
    addDays(today, -6),
    at(-7, "11:05"),
  );
  await promise(scope, map, "Files for the printer and the website", day(2));
  await line(
    scope,
    map,
    null,
    "Good morning Ines, the coloured draft is on its way to you. The cliffs took two tries; I " +
      "think the second is right.",
    at(-7, "11:10"),
  );
  await line(
    scope,
    map,
    ines,
    "It is lovely. Could the path to the fourth lighthouse be a little wider? People will walk it with children.",
    at(-6, "10:42"),
  );
  await line(
    scope,
    map,
    null,
    "Yes, that is done. It is in the files you get for printing.",
    at(-6, "14:03"),
  );
  await note(
    scope,
    map,
    "All nine lighthouses are drawn in pencil; the fourth from the sea, as you asked.",
    at(-17, "15:10"),
  );
  await note(
    scope,
    map,
    "The cliffs are coloured. The paper takes the blue well.",
    at(-8, "16:05"),
  );
  await note(
    scope,
    map,
    "The path to the fourth lighthouse is wide enough for two and a pushchair.",
    at(-6, "13:58"),
  );
  await note(
    scope,
    map,
    "The names are set in both languages and fit their places.",
    at(-1, "11:20"),
  );
  await checklist(
    scope,
    map,
    [
      "Names spelled as on the signposts",
      "Scale bar measured on paper",
      "Colours proofed on the printer’s stock",
    ],
    3,
  );
  await extra(scope, map, "The nine lighthouses as small stamps, for the foot of your emails.");

  const chidi = await person(
    scope,
    "Okafor Bakery",
    "Chidi Okafor",
    "chidi@example.com",
    "Europe/London",
  );
  const market = await beginProject(scope, {
    contactId: chidi,
    title: "Market-day website",
    summary: "One page that says where the van is, and takes orders until six the evening before.",
  });
  await promise(
    scope,
    market,
    "First page with the van's week",
    addDays(today, -4),
    at(-5, "16:40"),
  );
  await promise(scope, market, "Photographs of the six loaves", day(4), null, "CLIENT");
  await promise(scope, market, "Order form, ready to try", day(7));
  await line(
    scope,
    market,
    null,
    "The first page is up for you to look at. Does the week read right to you?",
    at(-5, "16:45"),
  );
  await note(
    scope,
    market,
    "The van’s week shows on a phone without scrolling sideways.",
    at(-5, "16:30"),
  );
  await note(
    scope,
    market,
    "Orders close by themselves at six the evening before.",
    at(-1, "15:15"),
  );
  await note(
    scope,
    market,
    "The page opens in under a second at the market, on one bar of signal.",
    null,
  );
  const live = [
    "Read it aloud once",
    "Try the order form on a phone",
    "Ask somebody who has never seen it",
    "Back up the old page",
  ];
  await checklist(scope, market, live, 1);
  await keepTemplate(scope, { projectId: market, name: "Before a page goes live" });
  await line(
    scope,
    market,
    chidi,
    "Reads well. We are at Eastgate on Thursdays from next week, not Wednesdays: can you change that?",
    at(-1, "17:48"),
  );

  const karin = await person(
    scope,
    "Buchhandlung Vogt",
    "Karin Vogt",
    "karin@example.com",
    "Europe/Berlin",
    "de",
  );
  const bookshop = await beginProject(scope, {
    contactId: karin,
    title: "Wegweiser durch die Buchhandlung",
    summary: "Ein Plan beider Stockwerke für den Eingang, und sechs Schilder für die Regale.",
  });
  await promise(scope, bookshop, "Skizze beider Stockwerke", addDays(today, -12), at(-13, "14:10"));
  await promise(scope, bookshop, "Plan in Farbe", day(6));
  await promise(scope, bookshop, "Ihre Wahl der sechs Themen", day(8), null, "CLIENT");
  await moved(
    scope,
    bookshop,
    "Plan in Farbe",
    { from: day(4), reason: "Das Papier, das zu Ihren Regalen passt, kommt zwei Tage später." },
    at(-1, "10:05"),
  );
  await line(
    scope,
    bookshop,
    karin,
    "Die Treppe stimmt jetzt. Könnten die Kinderbücher eine eigene Farbe bekommen?",
    at(-12, "11:30"),
  );
  await line(
    scope,
    bookshop,
    null,
    "Ja, gern: das Gelb Ihrer Lesezeichen. Sie sehen es im Plan.",
    at(-12, "15:02"),
  );
  await note(
    scope,
    bookshop,
    "Beide Stockwerke sind vermessen und gezeichnet, die Treppe von unten gesehen.",
    at(-13, "14:00"),
  );
  await note(scope, bookshop, "Die Kinderbücher haben ihr Gelb.", at(-1, "10:40"));

  const haru = await person(scope, "Tanaka Tea", "Haru Tanaka", "haru@example.com", "Asia/Tokyo");
  const labels = await beginProject(scope, {
    contactId: haru,
    title: "Labels for the spring teas",
    summary: "Four labels and the seal, in Japanese and English.",
  });
  await promise(scope, labels, "Your choice of two seals", day(1), null, "CLIENT");
  await promise(scope, labels, "Four labels, ready to print", day(3));

  const saga = await person(
    scope,
    "Lindqvist & Daughters, bookbinders",
    "Saga Lindqvist",
    "saga@example.com",
    "Europe/Stockholm",
  );
  const catalogue = await beginProject(scope, {
    contactId: saga,
    title: "Catalogue of the winter bindings",
    summary: "Twenty-four pages, printed on your own paper.",
  });
  await promise(scope, catalogue, "Layout of all pages", addDays(today, -44), at(-45, "12:00"));
  await promise(scope, catalogue, "Files for the printer", addDays(today, -31), at(-31, "09:30"));
  await note(
    scope,
    catalogue,
    "All twenty-four pages are laid out, the bindings at their true size.",
    at(-45, "11:50"),
  );
  await checklist(
    scope,
    catalogue,
    [
      "Bleed on every side",
      "Pictures at 300 dots an inch",
      "Proof read by two people",
      "Files opened once more after packing",
    ],
    4,
  );
  await keepTemplate(scope, { projectId: catalogue, name: "Before anything goes to the printer" });
  await extra(
    scope,
    catalogue,
    "A bookmark of the same paper, cut from the margin.",
    at(-31, "09:30"),
  );
  await lifeOfAFinishedProject(scope, catalogue, onWorkday);

  // For the follow-ups page: a check-back, one that will be skipped, and a reminder.
  const hours = await finished(
    scope,
    chidi,
    "Opening-hours sign",
    "A board for the window, and the same hours for the website.",
    onWorkday(-1, "14:20"),
  );
  await note(
    scope,
    hours,
    "Painted, dried and hung: the board reads from across the street.",
    onWorkday(-1, "13:50"),
  );
  await finished(
    scope,
    saga,
    "Slipcases for the winter bindings",
    "A printed sleeve for each of the six.",
    onWorkday(-2, "11:40"),
  );
  const tins = await finished(
    scope,
    haru,
    "Tin labels for the sencha",
    "Two sizes, wrapped around without a seam.",
    onWorkday(-12, "10:30"),
  );
  await askWithoutAnswer(
    scope,
    tins,
    instantAt(workdayBefore(addDays(today, -4)), "10:00", "Asia/Tokyo"),
  );

  await seedWall(scope, now);
  await beginBeforeTheRest(scope);
  await db().studio.update({ where: { freelancerId: mira.id }, data: { seededAt: now } });
  return "made";
}

async function person(
  scope: Scope,
  client: string,
  contactName: string,
  address: string,
  zone: string,
  language?: Language,
): Promise<string> {
  const clientId = await addClient(scope, { name: client, contactName, address, zone, language });
  return (
    await db().contact.findFirstOrThrow({
      where: { clientId, freelancerId: scope.freelancerId },
      select: { id: true },
    })
  ).id;
}

/** What happened in earlier days, by the freelancer or by a contact, as the commands record it. */
async function happened(
  scope: Scope,
  projectId: string,
  kind: HistoryKind,
  at: Date,
  {
    contactId = null,
    data = {},
  }: { contactId?: string | null; data?: Record<string, string> } = {},
): Promise<void> {
  const { freelancerId } = scope;
  const actor = contactId ? "CONTACT" : "FREELANCER";
  await db().historyEntry.create({
    data: { freelancerId, projectId, contactId, actor, kind, data, at },
  });
}

/** Begins each project's history the day before the first thing that happened in it. */
async function beginBeforeTheRest({ freelancerId }: Scope): Promise<void> {
  await db().$executeRaw`
    UPDATE "HistoryEntry" b SET "at" = rest."first" - interval '1 day'
    FROM (
      SELECT "projectId", min("at") AS "first" FROM "HistoryEntry"
      WHERE "freelancerId" = ${freelancerId}::uuid AND "kind" <> 'project.begun' GROUP BY "projectId"
    ) rest
    WHERE b."projectId" = rest."projectId" AND b."kind" = 'project.begun'`;
}

/** A promise made some weeks ago, which the command for making one today would refuse. */
async function promise(
  scope: Scope,
  projectId: string,
  title: string,
  promisedOn: string,
  metAt: Date | null = null,
  holder: "FREELANCER" | "CLIENT" = "FREELANCER",
): Promise<void> {
  await db().deadline.create({
    data: {
      freelancerId: scope.freelancerId,
      projectId,
      title,
      promisedOn: toDateColumn(promisedOn),
      metAt,
      holder,
      createdAt: new Date(0),
    },
  });
  if (metAt) await happened(scope, projectId, "deadline.met", metAt, { data: { title } });
}

/** A promise that was moved from another day, with the email about it. */
async function moved(
  scope: Scope,
  projectId: string,
  title: string,
  { from, reason }: { from: string; reason: string },
  movedAt: Date,
): Promise<void> {
  const deadline = await db().deadline.findFirstOrThrow({
    where: { projectId, title },
    select: { id: true, promisedOn: true },
  });
  await db().deadlineMove.create({
    data: {
      freelancerId: scope.freelancerId,
      deadlineId: deadline.id,
      fromOn: toDateColumn(from),
      toOn: deadline.promisedOn,
      reason,
      movedAt,
      toldDaysEarly: daysBetween(dayIn(ZONE, movedAt), from),
    },
  });
  const to = deadline.promisedOn.toISOString().slice(0, 10);
  await happened(scope, projectId, "deadline.moved", movedAt, { data: { title, from, to } });
}

async function line(
  scope: Scope,
  projectId: string,
  contactId: string | null,
  text: string,
  writtenAt: Date,
): Promise<void> {
  await db().message.create({
    data: {
      freelancerId: scope.freelancerId,
      projectId,
      contactId,
      text,
      writtenAt,
      formKey: randomUUID(),
    },
  });
  await db().project.update({
    where: { id: projectId },
    data: { waitingSince: contactId ? writtenAt : null },
  });
  await happened(scope, projectId, "message.posted", writtenAt, { contactId });
}

/** A work note of earlier days, with the email of its day; a draft without one. */
async function note(
  scope: Scope,
  projectId: string,
  text: string,
  shownAt: Date | null,
): Promise<void> {
  await db().workNote.create({
    data: { freelancerId: scope.freelancerId, projectId, text, shownAt, gatheredAt: shownAt },
  });
  if (shownAt) await happened(scope, projectId, "workNote.shown", shownAt);
}

async function extra(
  scope: Scope,
  projectId: string,
  text: string,
  shownAt: Date | null = null,
): Promise<void> {
  await db().extra.create({
    data: { freelancerId: scope.freelancerId, projectId, text, shownAt, gatheredAt: shownAt },
  });
}

/** A checklist whose first items are ticked. */
async function checklist(
  scope: Scope,
  projectId: string,
  texts: string[],
  ticked: number,
): Promise<void> {
  await db().checklistItem.createMany({
    data: texts.map((text, position) => ({
      freelancerId: scope.freelancerId,
      projectId,
      text,
      position,
      doneAt: position < ticked ? new Date() : null,
    })),
  });
}

/** A project completed in earlier days, whose thank-you was sent. Returns its id. */
async function finished(
  scope: Scope,
  contactId: string,
  title: string,
  summary: string,
  completedAt: Date,
): Promise<string> {
  const projectId = await beginProject(scope, { contactId, title, summary });
  await promise(scope, projectId, "All of it, ready to use", dayIn(ZONE, completedAt), completedAt);
  await completeProject(scope, projectId, completedAt);
  await markAsLeft(projectId, new Date(completedAt.getTime() + 600_000));
  return projectId;
}

/** A check-back that was sent and has no answer yet. */
async function askWithoutAnswer(scope: Scope, projectId: string, askedAt: Date): Promise<void> {
  const { id } = await db().followUp.findFirstOrThrow({
    where: { projectId, kind: "CHECK_BACK" },
    select: { id: true },
  });
  await sendFollowUpNow(scope, id, askedAt);
  await markAsLeft(projectId, askedAt);
}

/** The last working day at or before a day. */
function workdayBefore(day: Day): Day {
  return weekday(day) <= 5 ? day : workdayBefore(addDays(day, -1));
}

/** The thank-you, check-back and good answer of earlier weeks. */
async function lifeOfAFinishedProject(
  scope: Scope,
  projectId: string,
  at: (days: number, time: string) => Date,
): Promise<void> {
  await completeProject(scope, projectId, at(-30, "10:15"));
  await markAsLeft(projectId, at(-30, "10:25"));
  await askWithoutAnswer(scope, projectId, at(-23, "09:30"));
  const { tokenCipher } = await db().survey.findFirstOrThrow({
    where: { projectId },
    select: { tokenCipher: true },
  });
  const token = unseal("survey-link", tokenCipher!);
  await answerSurvey(
    token,
    {
      verdict: "UP_TO_MARK",
      effort: 5,
      words: "The grey of the end papers is exactly ours. We have had two orders from it already.",
    },
    at(-22, "18:04"),
  );
  await markAsLeft(projectId, at(-22, "18:04"));
}

/** Marks a project's waiting emails as sent at an instant, frozen as the worker would have. */
async function markAsLeft(projectId: string, left: Date): Promise<void> {
  for (const email of await db().email.findMany({ where: { projectId, settledAt: null } })) {
    const frozen = await freeze(email, words.parse(JSON.parse(unseal("email", email.wordsCipher))));
    await inTransaction((tx) =>
      tx.email.update({
        where: { id: email.id },
        data: {
          createdAt: left,
          sendAt: left,
          frozenAt: left,
          frozenCipher: seal("email", JSON.stringify(frozen)),
          attempts: 1,
          transport: "LOCAL",
          sentAt: left,
          deliveredAt: left,
          settledAt: left,
        },
      }),
    );
  }
}

const outcome = await seedDemo(new Date());
process.stdout.write(
  outcome === "made" ? "The demo studio is ready.\n" : "The demo studio is there.\n",
);
await closeQueue();
await db().$disconnect();
