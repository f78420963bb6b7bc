import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { POST as postFile } from "@/app/(client)/p/[token]/[project]/files/route";
import { GET as getPage, POST as postPage } from "@/app/(client)/p/[token]/[[...rest]]/route";
import { GET as getSurvey, POST as postSurvey } from "@/app/(client)/s/[token]/[[...rest]]/route";
import { GET as getCalendar } from "@/app/calendar/[file]/route";
import { db } from "@/db/client";
import { freeze } from "@/mail/freeze";
import { makeCalendarLink } from "@/features/calendar/commands";
import { listContactCalendars } from "@/features/calendar/queries";
import { correctContact, revokeLink } from "@/workflows/change-contact/commands";
import { getClient } from "@/features/clients/queries";
import { attachFile } from "@/features/files/uploads/commands";
import { promiseDeadline } from "@/features/deadlines/commands";
import { moveDeadline } from "@/features/deadlines/moves/commands";
import { sendFollowUpNow } from "@/workflows/decide-follow-up/commands";
import { writeToClient, writeToFreelancer } from "@/workflows/post-message/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { writeExtra } from "@/features/projects/extras/commands";
import { writeNote } from "@/features/projects/work-notes/commands";
import { gatherWork } from "@/features/projects/progress-updates/commands";
import type { Words } from "@/mail/words";
import { LANGUAGES, tags, type Language } from "@/language/languages";
import { messages, localeOf } from "@/language/locale";
import { addDays, dayIn } from "@/lib/dates";
import { client, freelancer, emailsOf, MONDAY, project, tokenIn } from "@tests/support/factories";

const others = LANGUAGES.filter((language) => language !== "en");
const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);

/** What is between the places of a language's sentences, where it is long enough to be no accident. */
function sentencesOf(tree: object): string[] {
  return Object.values(tree).flatMap((value: string | object) =>
    typeof value === "string"
      ? value
          .split(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|<\/?\w+>/)
          .map((part) => part.trim())
          .filter((part) => part.length >= 9)
      : sentencesOf(value),
  );
}
const english = sentencesOf(messages.en);
const englishIn = (text: string) => english.filter((sentence) => text.includes(sentence));

async function setting(language: Language) {
  const scope = await freelancer();
  const person = await client(scope, {
    contactName: "Karin Vogt",
    address: "karin@example.com",
    zone: "Europe/Berlin",
    language,
  });
  const id = await project(scope, person, "Buchladen");
  return { scope, person, id };
}

/** One email of every kind that a contact is written. */
async function emailsTo(language: Language) {
  const { scope, person, id } = await setting(language);
  await writeToClient(scope, { projectId: id, text: "Guten Tag.", formKey: randomUUID() }, MONDAY);
  await promiseDeadline(
    scope,
    { projectId: id, title: "Entwurf", promisedOn: "2026-11-27", holder: "FREELANCER" },
    MONDAY,
  );
  const deadline = await db().deadline.findFirstOrThrow({ where: { projectId: id } });
  await moveDeadline(
    scope,
    {
      deadlineId: deadline.id,
      seenOn: "2026-11-27",
      toOn: "2026-12-01",
      reason: "Papier fehlt noch",
      effect: "Druck bleibt.",
      doing: "Ich rufe an.",
    },
    MONDAY,
  );
  await writeNote(scope, { projectId: id, text: "Skizze fertig.", as: "shown" }, MONDAY);
  await writeExtra(scope, { projectId: id, text: "Lesezeichen." }, MONDAY);
  const chunks = new Blob(["Karte"]).stream();
  await attachFile(
    scope,
    { projectId: id, name: "karte.txt", mediaType: "text/plain", chunks },
    () => MONDAY,
  );
  await gatherWork(new Date("2026-11-23T15:30:00Z"));
  await completeProject(scope, id, later(600), { withExtras: true });
  const checkBack = await db().followUp.findFirstOrThrow({
    where: { projectId: id, kind: "CHECK_BACK" },
  });
  await sendFollowUpNow(scope, checkBack.id, later(601));
  const emails = (await emailsOf(id)).filter((email) => email.contactId === person.contactId);
  return Promise.all(
    emails.map(async (email) => ({
      kind: email.kind,
      words: email.words,
      ...(await freeze(email, email.words as never)),
    })),
  );
}

describe("emails", () => {
  test.each(LANGUAGES)(
    "of every kind to a contact who reads %s are in that language",
    async (language) => {
      const emails = await emailsTo(language);
      expect(emails.map(({ kind }) => kind).toSorted()).toEqual([
        "deadline.moved",
        "file.sent",
        "message.posted",
        "project.completed",
        "survey.invited",
        "work.shown",
      ]);
      for (const { kind, html, text, subject, words } of emails) {
        // Without its attributes the HTML half still says where each link leads.
        const bare = html.replace(/<(\/?\w+)[^>]*>/g, "<$1>");
        for (const url of [words.link?.url, (words as Words).unsubscribe?.url])
          if (url) expect(bare.split(url), `${kind} ${url}`).toHaveLength(2);
        expect(html, kind).toContain(`<html lang="${tags[language]}">`);
        const whole = `${subject}\n${text}`;
        if (language === "en") expect(englishIn(whole), kind).not.toEqual([]);
        else expect(englishIn(whole), kind).toEqual([]);
      }
    },
  );

  test("to a German contact say what happened, whole", async () => {
    const emails = Object.fromEntries((await emailsTo("de")).map((email) => [email.kind, email]));
    expect(emails["deadline.moved"]).toMatchObject({
      subject: "Ein neuer Termin: Entwurf",
      text: expect.stringContaining(
        "Guten Tag Karin Vogt,\n\n„Entwurf“ war für Fr., 27. Nov. versprochen und kommt am " +
          "Di., 1. Dez. zu Ihnen.\n\nGrund: Papier fehlt noch.\n\nWas das für Sie heißt: Druck " +
          "bleibt.\n\nWas ich tue: Ich rufe an.\n\nAlle Termine auf Ihrer Seite ansehen:\n",
      ),
    });
    expect(emails["survey.invited"]).toMatchObject({
      subject: "Hat alles gepasst?",
      text: expect.stringContaining("Vielen Dank\nMira Holm"),
    });
  });

  test("to the freelancer stay English, whoever wrote", async () => {
    const { person, id } = await setting("de");
    await writeToFreelancer(
      person.scope,
      { projectId: id, text: "Danke.", formKey: randomUUID() },
      MONDAY,
    );
    const [email] = await emailsOf(id);
    expect(email).toMatchObject({
      subject: "Karin Vogt wrote about Buchladen",
      words: { signature: "Uptomark" },
    });
    expect((await freeze(email!, email!.words as never)).html).toContain('<html lang="en-GB">');
  });

  test("that wait keep the language they were written in, the next are in the new one", async () => {
    const { scope, person, id } = await setting("de");
    await writeToClient(scope, { projectId: id, text: "Eins.", formKey: randomUUID() }, MONDAY);
    await correctContact(scope, {
      contactId: person.contactId,
      contactName: "Karin Vogt",
      address: "karin@example.com",
      zone: "Europe/Berlin",
      language: "fr",
    });
    expect((await getClient(scope, person.clientId)).contacts).toMatchObject([{ language: "fr" }]);
    await completeProject(scope, id, MONDAY);
    expect((await emailsOf(id)).map((email) => email.subject)).toEqual(
      expect.arrayContaining([
        "Mira Holm schreibt zu Buchladen",
        "Merci\u00a0: Buchladen, c’est terminé",
      ]),
    );
  });
});

const origin = "http://localhost:3000";
const ask = (headers: Record<string, string> = {}) => new Request(`${origin}/`, { headers });
const form = (fields: Record<string, string>, headers: Record<string, string> = { origin }) =>
  new Request(`${origin}/`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(fields).toString(),
  });
const at = <P>(params: P) => ({ params: Promise.resolve(params) });
const text = async (answer: Promise<Response>) => {
  const { status } = await answer;
  return { status, html: await (await answer).text() };
};

/** A page with everything on it: promises met, moved and late, files' form, a thread, notes, an extra. */
async function fullPage(language: Language) {
  const { scope, person, id } = await setting(language);
  const now = new Date();
  const today = dayIn("Europe/Copenhagen", now);
  await promiseDeadline(
    scope,
    { projectId: id, title: "Entwurf", promisedOn: addDays(today, 2), holder: "FREELANCER" },
    now,
  );
  const { id: deadlineId } = await db().deadline.findFirstOrThrow({ where: { projectId: id } });
  await moveDeadline(
    scope,
    {
      deadlineId,
      seenOn: addDays(today, 2),
      toOn: addDays(today, 9),
      reason: "Papier fehlt noch",
      effect: undefined,
      doing: undefined,
    },
    now,
  );
  await promiseDeadline(
    scope,
    { projectId: id, title: "Fotos", promisedOn: addDays(today, 3), holder: "CLIENT" },
    now,
  );
  await db().deadline.create({
    data: {
      freelancerId: scope.freelancerId,
      projectId: id,
      title: "Skizze",
      promisedOn: new Date("2026-01-05"),
      metAt: now,
    },
  });
  await writeToClient(
    scope,
    { projectId: id, text: "Guten Tag.", isNow: true, formKey: randomUUID() },
    now,
  );
  await writeNote(scope, { projectId: id, text: "Skizze fertig.", as: "shown" }, now);
  await db().extra.create({
    data: { freelancerId: scope.freelancerId, projectId: id, text: "Lesezeichen.", shownAt: now },
  });
  const other = await project(scope, person, "Plakat");
  await completeProject(scope, other, now);
  return {
    scope,
    person,
    id,
    other,
    page: (rest: string[] = [id]) => text(getPage(ask(), at({ token: person.token, rest }))),
  };
}

describe("pages", () => {
  test.each(LANGUAGES)("are in the contact's language: %s", async (language) => {
    const { page, other } = await fullPage(language);
    const { t } = localeOf(language);
    for (const { html, status } of [
      await page(),
      await page([other]),
      await page([randomUUID()]),
    ]) {
      expect(html).toContain(`<html lang="${tags[language]}">`);
      if (language === "en") expect(englishIn(html)).not.toEqual([]);
      else expect(englishIn(html)).toEqual([]);
      if (status === 404) expect(html).toContain(t("notice.projectGone.heading"));
    }
    expect((await page()).html).toContain(t("line.because", { reason: "Papier fehlt noch" }));
  });

  test.each(others)("come back with every refusal in %s", async (language) => {
    const { person, id } = await fullPage(language);
    const own = { token: person.token, rest: [id] };
    const { t } = localeOf(language);
    const key = randomUUID();
    const answers = [
      [postPage(form({ text: " ", formKey: key }), at(own)), t("refused.messageMissing")],
      [
        postPage(form({ text: "lang ".repeat(2000), formKey: key }), at(own)),
        t("refused.messageTooLong", { most: 8000 }),
      ],
      [postPage(form({ text: "a\u0000b", formKey: key }), at(own)), t("refused.messageControl")],
      [postPage(form({ text: "Hallo", formKey: "x" }), at(own)), t("refused.formIncomplete")],
      [
        postPage(
          form({ text: "Hallo", formKey: key }, { origin: "https://evil.example" }),
          at(own),
        ),
        t("refused.elsewhere"),
      ],
      [
        postPage(
          new Request(`${origin}/`, {
            method: "POST",
            headers: { origin, "content-type": "application/json" },
            body: "{}",
          }),
          at(own),
        ),
        t("refused.notOurForm"),
      ],
      [
        postPage(form({ text: "x".repeat(1_100_000), formKey: key }), at(own)),
        t("refused.tooMuch"),
        413,
      ],
      [
        postPage(form({ updateFrequency: "HOURLY" }), at({ ...own, rest: [id, "updates"] })),
        t("refused.noChoice"),
      ],
      [
        postFile(upload(new File([], "")), at({ token: person.token, project: id })),
        t("refused.noFile"),
      ],
      [
        postFile(upload(new File([], "leer.txt")), at({ token: person.token, project: id })),
        t("refused.fileEmpty"),
      ],
    ] as const;
    for (const [answer, sentence, expected = 422] of answers) {
      const { status, html } = await text(answer);
      expect(status, sentence).toBe(expected);
      expect(html).toContain(sentence);
      expect(englishIn(html)).toEqual([]);
    }
  });

  test("of a link that has run out are in its person's language, of one that is dead in the browser's", async () => {
    const { scope, person } = await setting("de");
    const open = (token: string, language?: string) =>
      text(getPage(ask(language ? { "accept-language": language } : {}), at({ token })));
    const unknown = await open("A".repeat(43), "fr-CA,fr;q=0.9");
    expect(unknown.html).toContain('<html lang="fr">');
    expect(unknown.html).toContain(messages.fr.notice.notFound.heading);
    await db().contact.update({
      where: { id: person.contactId },
      data: { linkLastOn: new Date("2026-01-01") },
    });
    expect(await open(person.token, "fr")).toMatchObject({
      status: 410,
      html: expect.stringContaining(messages.de.notice.expired.heading),
    });
    await revokeLink(scope, person.contactId, MONDAY);
    // What it says must not tell that this link was ever good.
    for (const language of ["fr-CA,fr;q=0.9", "ja", undefined])
      expect(await open(person.token, language)).toEqual(await open("A".repeat(43), language));
  });
});

const upload = (file: File) => {
  const body = new FormData();
  body.set("file", file);
  return new Request(`${origin}/`, { method: "POST", headers: { origin }, body });
};

describe("the survey", () => {
  test.each(LANGUAGES)("is asked, refused, thanked for and closed in %s", async (language) => {
    const email = (await emailsTo(language)).find(({ kind }) => kind === "survey.invited")!;
    const params = { token: tokenIn(email.words.link!.url) };
    await db().survey.updateMany({ data: { expiresAt: new Date(Date.now() + 86_400_000) } });
    const { t } = localeOf(language);
    const isOwn = ({ html }: { html: string }) => {
      expect(html).toContain(`<html lang="${tags[language]}">`);
      if (language !== "en") expect(englishIn(html)).toEqual([]);
    };
    const asked = await text(getSurvey(ask(), at(params)));
    expect(asked).toMatchObject({
      status: 200,
      html: expect.stringContaining(t("survey.question")),
    });
    isOwn(asked);
    const blind = await text(postSurvey(form({ effort: "", words: "" }), at(params)));
    expect(blind).toMatchObject({
      status: 422,
      html: expect.stringContaining(t("refused.noVerdict")),
    });
    isOwn(blind);
    const long = await text(
      postSurvey(form({ verdict: "NEARLY", words: "lang ".repeat(1000) }), at(params)),
    );
    expect(long).toMatchObject({
      status: 422,
      html: expect.stringContaining(t("refused.wordsTooLong", { most: 4000 })),
    });
    isOwn(long);
    for (const verdict of ["NEARLY", "NOT_UP_TO_MARK", "UP_TO_MARK"] as const) {
      expect((await postSurvey(form({ verdict }), at(params))).status).toBe(303);
      const thanks = await text(getSurvey(ask(), at(params)));
      expect(thanks.html).toContain(t(`survey.thanks.${verdict}`));
      isOwn(thanks);
    }
    await db().answer.updateMany({ data: { answeredAt: new Date("2026-01-01") } });
    const late = await text(postSurvey(form({ verdict: "UP_TO_MARK" }), at(params)));
    expect(late).toMatchObject({
      status: 409,
      html: expect.stringContaining(t("refused.surveyAnswered")),
    });
    isOwn(late);
    const final = await text(getSurvey(ask(), at(params)));
    expect(final).toMatchObject({
      status: 200,
      html: expect.stringContaining(t("survey.thanks.final", { days: 14 })),
    });
    isOwn(final);
    await db().answer.deleteMany({});
    await db().survey.updateMany({ data: { expiresAt: new Date("2026-01-01") } });
    const closed = await text(getSurvey(ask(), at(params)));
    expect(closed).toMatchObject({
      status: 410,
      html: expect.stringContaining(t("survey.closed.heading")),
    });
    isOwn(closed);
    // A survey's link opens the survey alone, whoever it was forwarded to.
    for (const { html } of [late, final, closed]) expect(html).not.toContain("/p/");
  });
});

test("a contact's calendar is named in their language, the studio's in English", async () => {
  const { scope, person } = await setting("pt");
  await makeCalendarLink(scope, { contactId: person.contactId });
  const path = (await listContactCalendars(scope, person.clientId)).get(person.contactId)!;
  const feed = await text(getCalendar(ask(), at({ file: path.split("/").at(-1)! })));
  expect(feed.html).toContain("Datas prometidas");
  expect(feed.html).toContain("//PT");
});
