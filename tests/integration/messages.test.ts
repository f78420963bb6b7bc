import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db, inTransaction } from "@/db/client";
import { findContactByToken } from "@/auth/contact";
import { renewLink, revokeLink } from "@/workflows/change-contact/commands";
import { editEmail } from "@/features/emails/waiting/commands";
import { addContact } from "@/features/clients/commands";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { lockThread } from "@/features/messages/commands";
import { rewordHeld } from "@/features/messages/held/commands";
import { listMessages } from "@/features/messages/queries";
import {
  acknowledge,
  closeLine,
  logLine,
  releaseDueMessages,
  sendHeld,
  takeBackHeld,
  takeLine,
  writeToClient,
  writeToFreelancer,
} from "@/workflows/post-message/commands";
import { listToday } from "@/features/today/queries";
import { clientPath } from "@/lib/client-paths";
import {
  client,
  emailsOf,
  freelancer,
  MONDAY,
  pageOf,
  project,
  type Person,
} from "@tests/support/factories";

const at = (seconds: number) => new Date(MONDAY.getTime() + seconds * 1000);
const form = (projectId: string, text: string, formKey: string = randomUUID()) => ({
  projectId,
  text,
  formKey,
});

async function thread() {
  const scope = await freelancer();
  const person = await client(scope);
  return { scope, person, id: await project(scope, person) };
}

test("several lines within the batching time are one email", async () => {
  const { scope, id } = await thread();
  await writeToClient(scope, form(id, "First line."), at(0));
  await writeToClient(scope, form(id, "Second line."), at(60));
  await writeToClient(scope, form(id, "Third line."), at(120));
  const emails = await emailsOf(id);
  expect(emails).toHaveLength(1);
  expect(emails[0]).toMatchObject({
    sendAt: at(300),
    toAddress: "ines@example.com",
    replyTo: "mira@example.com",
    words: { paragraphs: ["First line.", "Second line.", "Third line."] },
  });
});

test("a line after the email was sent begins a new one", async () => {
  const { scope, id } = await thread();
  await writeToClient(scope, form(id, "First line."), at(0));
  await db().email.updateMany({
    where: { projectId: id },
    data: { sendAt: new Date(Date.now() - 1000) },
  });
  await deliverDueEmails();
  await writeToClient(scope, form(id, "Second line."), at(600));
  expect((await emailsOf(id)).map((email) => email.words.paragraphs)).toEqual([
    ["First line."],
    ["Second line."],
  ]);
});

test("written at once by many hands it is still one email with every line", async () => {
  const { scope, id } = await thread();
  await Promise.all(
    Array.from({ length: 10 }, (_, i) => writeToClient(scope, form(id, `Line ${i}.`), at(0))),
  );
  const emails = await emailsOf(id);
  expect(emails).toHaveLength(1);
  expect(new Set(emails[0]!.words.paragraphs)).toEqual(
    new Set(Array.from({ length: 10 }, (_, i) => `Line ${i}.`)),
  );
});

test("one form sent twice is one message", async () => {
  const { scope, person, id } = await thread();
  const key = randomUUID();
  await writeToFreelancer(person.scope, form(id, "Once.", key), at(0));
  await writeToFreelancer(person.scope, form(id, "Once.", key), at(1));
  expect(await db().message.count({ where: { projectId: id } })).toBe(1);
  // The control: another form is another message.
  await writeToClient(scope, form(id, "Once."), at(2));
  expect(await db().message.count({ where: { projectId: id } })).toBe(2);
});

test("two people who write in turns are both read, in the 31st message as in the first", async () => {
  const { scope, person, id } = await thread();
  await addContact(scope, {
    clientId: person.clientId,
    contactName: "Rui Duarte",
    address: "rui@example.com",
    zone: "Europe/Lisbon",
  });
  const rui = await db().contact.findFirstOrThrow({ where: { name: "Rui Duarte" } });
  const writers = [person.scope, { ...person.scope, contactId: rui.id }];
  for (let n = 1; n <= 40; n += 1)
    await writeToFreelancer(writers[n % 2]!, form(id, `Message ${n}.`), at(n));
  const [email, ...more] = await emailsOf(id);
  expect(more).toEqual([]);
  expect(email!.words.paragraphs).toHaveLength(80);
  expect(email!.words.paragraphs.slice(-2)).toEqual(["Ines Duarte wrote:", "Message 40."]);
});

test("more than fits in one email says so, and everything is on the page", async () => {
  const { person, id } = await thread();
  for (let n = 1; n <= 5; n += 1)
    await writeToFreelancer(person.scope, form(id, `${n}${"🎈".repeat(3999)}`), at(n));
  const [email] = await emailsOf(id);
  expect(email!.words.paragraphs.at(-1)).toBe(
    "There’s more than fits in one email. The link below shows the rest.",
  );
  expect(email!.words.paragraphs.at(-2)).toMatch(/^3(🎈)+…$/u);
  expect(await db().message.count({ where: { projectId: id } })).toBe(5);
});

test("a client's line tells the freelancer and waits on Today", async () => {
  const { scope, person, id } = await thread();
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  await writeToFreelancer(person.scope, form(id, "Could the path be wider?"), at(0));
  await writeToFreelancer(person.scope, form(id, "And greener?"), at(30));
  const emails = await emailsOf(id);
  expect(emails).toMatchObject([
    {
      toAddress: "mira@example.com",
      subject: "Ines Duarte wrote about The lighthouse map",
      words: { paragraphs: ["Ines Duarte wrote:", "Could the path be wider?", "And greener?"] },
    },
  ]);
  expect(await listToday(scope, studio, at(60))).toMatchObject([
    {
      kind: "message waiting",
      text: "Could the path be wider?",
      answerBy: new Date("2026-11-24T09:00:00Z"),
    },
  ]);
  const [, newest] = await db().message.findMany({
    where: { projectId: id },
    orderBy: { writtenAt: "asc" },
  });
  await writeToClient(scope, { ...form(id, "Yes to both."), seenId: newest!.id }, at(90));
  expect((await listToday(scope, studio, at(100))).map((need) => need.kind)).toEqual([
    "email scheduled",
  ]);
  // Having answered, the freelancer needs no email about it any more.
  expect((await emailsOf(id))[0]).toMatchObject({ cancelledAt: at(90) });
});

test("whoever wrote in the thread is told, a revoked link is not mailed", async () => {
  const { scope, person, id } = await thread();
  const rui = await db().contact.create({
    data: {
      freelancerId: scope.freelancerId,
      clientId: person.clientId,
      name: "Rui Duarte",
      address: "rui@example.com",
      zone: "Europe/Lisbon",
      linkHash: new Uint8Array(32).fill(7),
      linkCipher: (await db().contact.findUniqueOrThrow({ where: { id: person.contactId } }))
        .linkCipher,
    },
  });
  await writeToFreelancer({ ...person.scope, contactId: rui.id }, form(id, "Rui here."), at(0));
  await writeToClient(scope, form(id, "Hello both."), at(10));
  expect(
    (await emailsOf(id))
      .filter((email) => email.contactId)
      .map((email) => email.toAddress)
      .sort(),
  ).toEqual(["ines@example.com", "rui@example.com"]);
  await db().contact.update({ where: { id: rui.id }, data: { linkRevokedAt: at(11) } });
  await db().email.deleteMany({ where: { projectId: id } });
  await writeToClient(scope, form(id, "Hello Ines."), at(20));
  expect((await emailsOf(id)).map((email) => email.toAddress)).toEqual(["ines@example.com"]);
});

test("what came while the freelancer was typing is still told", async () => {
  const { scope, person, id } = await thread();
  await writeToFreelancer(person.scope, form(id, "First question."), at(0));
  const [seen] = await db().message.findMany({ where: { projectId: id } });
  await writeToFreelancer(person.scope, form(id, "Unseen question."), at(10));
  await writeToClient(scope, { ...form(id, "An answer to the first."), seenId: seen!.id }, at(11));
  expect((await emailsOf(id))[0]).toMatchObject({
    cancelledAt: null,
    words: { paragraphs: ["Ines Duarte wrote:", "First question.", "Unseen question."] },
  });
});

test("two people's lines in one email each have their name", async () => {
  const { scope, person, id } = await thread();
  const cipher = (await db().contact.findUniqueOrThrow({ where: { id: person.contactId } }))
    .linkCipher;
  const rui = await db().contact.create({
    data: {
      freelancerId: scope.freelancerId,
      clientId: person.clientId,
      name: "Rui Duarte",
      address: "rui@example.com",
      zone: "Europe/Lisbon",
      linkHash: new Uint8Array(32).fill(9),
      linkCipher: cipher,
    },
  });
  await writeToFreelancer(person.scope, form(id, "From Ines."), at(0));
  await writeToFreelancer({ ...person.scope, contactId: rui.id }, form(id, "From Rui."), at(1));
  expect((await emailsOf(id))[0]!.words.paragraphs).toEqual([
    "Ines Duarte wrote:",
    "From Ines.",
    "Rui Duarte wrote:",
    "From Rui.",
  ]);
});

test("an edited email keeps its words; later lines begin another", async () => {
  const { scope, id } = await thread();
  await writeToClient(scope, form(id, "First line."), at(0));
  const [email] = await emailsOf(id);
  await editEmail(scope, { emailId: email!.id, subject: "Mine", text: "In my own words." }, at(5));
  await writeToClient(scope, form(id, "Second line."), at(10));
  expect((await emailsOf(id)).map((one) => one.words.paragraphs)).toEqual([
    ["In my own words."],
    ["Second line."],
  ]);
});

test("another text under a form's old key is a line of its own", async () => {
  const { person, id } = await thread();
  const key = randomUUID();
  await writeToFreelancer(person.scope, form(id, "First.", key), at(0));
  await writeToFreelancer(
    person.scope,
    form(id, "Second, from a page that came back.", key),
    at(1),
  );
  expect(await db().message.count({ where: { projectId: id } })).toBe(2);
});

test("a renewed link is in the emails that wait, a revoked one in none", async () => {
  const { scope, person, id } = await thread();
  await writeToClient(scope, form(id, "Hello."), at(0));
  expect((await emailsOf(id))[0]!.words.link!.url).toContain(
    clientPath.statusPage(person.token, id),
  );
  await renewLink(scope, person.contactId);
  const fresh = (await emailsOf(id))[0]!.words.link!.url;
  expect(fresh).not.toContain(person.token);
  expect(await findContactByToken(fresh.split("/")[4], MONDAY)).toMatchObject({ kind: "open" });
  await revokeLink(scope, person.contactId, MONDAY);
  expect((await emailsOf(id))[0]!.words.link).toBeUndefined();
  expect(await writeToClient(scope, form(id, "Nobody hears."), at(20))).toMatchObject({
    readers: 0,
  });
});

describe("a client's own thread", () => {
  test("waits on Today, is answered, and each side has one email", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    const { clientId } = person;
    const where = { freelancerId: scope.freelancerId };
    const studio = await db().studio.findUniqueOrThrow({ where });
    const line = (text: string) => ({ text, formKey: randomUUID() });
    await writeToFreelancer(person.scope, line("Do you draw maps?"), at(0));
    await writeToFreelancer(person.scope, line("Of islands, too?"), at(10));
    expect(await listToday(scope, studio, at(20))).toMatchObject([
      { kind: "message waiting", projectId: null, clientId, text: "Do you draw maps?" },
    ]);
    expect(
      await writeToClient(scope, { clientId, ...line("I do, of both.") }, at(30)),
    ).toMatchObject({
      readers: 1,
    });
    const needs = (await listToday(scope, studio, at(40))).map((need) => need.kind);
    expect(needs).not.toContain("message waiting");
    const emails = await db().email.findMany({ where, orderBy: { createdAt: "asc" } });
    expect(emails).toMatchObject([
      { subject: "Ines Duarte wrote about Duarte Lighthouse Tours", clientId, contactId: null },
      { subject: "Mira Holm wrote to you", clientId, contactId: person.contactId },
    ]);
  });

  test("of two clients, each has an email of its own to the freelancer", async () => {
    const scope = await freelancer();
    for (const name of ["Duarte Tours", "Okafor Bakery"]) {
      const { scope: writer } = await client(scope, { name });
      await writeToFreelancer(writer, { text: "Hello.", formKey: randomUUID() }, at(0));
    }
    const where = { freelancerId: scope.freelancerId };
    const subjects = (await db().email.findMany({ where })).map((email) => email.subject);
    expect(subjects.toSorted()).toEqual([
      "Ines Duarte wrote about Duarte Tours",
      "Ines Duarte wrote about Okafor Bakery",
    ]);
  });

  test("begun by the freelancer, it goes to the client's first contact", async () => {
    const scope = await freelancer();
    const { clientId } = await client(scope);
    const input = { clientId, text: "Shall we talk in June?", formKey: randomUUID() };
    expect(await writeToClient(scope, input, at(0))).toMatchObject({ readers: 1 });
  });
});

test("an automatic line is in the thread, and nobody waits for an answer to it", async () => {
  const { scope, person, id } = await thread();
  const automatic = { text: "I am away.", formKey: randomUUID(), isAutomatic: true } as const;
  await inTransaction(async (tx) => {
    const held = await lockThread(tx, { ...scope, projectId: id });
    await takeLine(tx, held, person.contactId, { ...automatic, channel: "EMAIL" }, at(0));
  });
  const [line] = await db().message.findMany({ where: { projectId: id } });
  expect(line).toMatchObject({ channel: "EMAIL", isAutomatic: true, clientId: person.clientId });
  expect(await emailsOf(id)).toEqual([]);
  expect(await db().project.findUnique({ where: { id } })).toMatchObject({ waitingSince: null });
  // The control: one that a person wrote waits.
  await writeToFreelancer(person.scope, form(id, "Back again."), at(1));
  expect((await emailsOf(id))[0]!.words.paragraphs).toEqual(["Ines Duarte wrote:", "Back again."]);
});

test("nobody writes in a stranger's thread", async () => {
  const { scope, id } = await thread();
  const theirs = await freelancer();
  const stranger = await client(theirs);
  const sibling = await client(scope, { name: "Okafor Bakery", address: "chidi@example.com" });
  const notFound = { code: "not-found" };
  await expect(writeToClient(theirs, form(id, "x"), at(0))).rejects.toMatchObject(notFound);
  await expect(writeToFreelancer(stranger.scope, form(id, "x"), at(0))).rejects.toMatchObject(
    notFound,
  );
  await expect(writeToFreelancer(sibling.scope, form(id, "x"), at(0))).rejects.toMatchObject(
    notFound,
  );
  expect(await db().message.count({ where: { projectId: id } })).toBe(0);
});

describe("a message written outside the studio's hours", () => {
  // Monday 23:00 in Copenhagen; it opens on Tuesday at nine.
  const NIGHT = new Date("2026-11-23T22:00:00Z");
  const OPENING = new Date("2026-11-24T08:00:00Z");
  const held = async () => {
    const all = await thread();
    await writeToFreelancer(all.person.scope, form(all.id, "Is it done?"), at(0));
    const posted = await writeToClient(all.scope, form(all.id, "It is."), NIGHT);
    const line = await db().message.findFirstOrThrow({
      where: { projectId: all.id, contactId: null },
    });
    return { ...all, posted, line };
  };
  const linesOn = async (person: Person, id: string) =>
    (await pageOf(person, id))!.thread.map((line) => line.text);
  const waiting = (id: string) =>
    db().project.findUniqueOrThrow({ where: { id }, select: { waitingSince: true } });

  test("is held to the next opening: not on the page, not emailed, no answer yet", async () => {
    const { person, id, posted, scope } = await held();
    expect(posted).toMatchObject({ readers: 0, heldUntil: OPENING });
    expect(await linesOn(person, id)).toEqual(["Is it done?"]);
    expect((await emailsOf(id)).filter((email) => email.contactId)).toEqual([]);
    expect((await waiting(id)).waitingSince).not.toBeNull();
    const { lines } = await listMessages(scope, { projectId: id });
    expect(lines.map((line) => line.text)).toEqual(["Is it done?", "It is."]);
  });

  test("is posted when the studio opens, with its email, and once", async () => {
    const { person, id } = await held();
    await releaseDueMessages(new Date(OPENING.getTime() - 1000));
    expect(await linesOn(person, id)).toHaveLength(1);
    await Promise.all([releaseDueMessages(OPENING), releaseDueMessages(OPENING)]);
    expect(await linesOn(person, id)).toEqual(["Is it done?", "It is."]);
    const emails = (await emailsOf(id)).filter((email) => email.contactId);
    expect(emails).toMatchObject([{ words: { paragraphs: ["It is."] } }]);
    expect((await waiting(id)).waitingSince).toBeNull();
    const where = { projectId: id, kind: "message.posted", actor: "FREELANCER" } as const;
    expect(await db().historyEntry.count({ where })).toBe(1);
  });

  test("comes after what the client wrote meanwhile", async () => {
    const { person, id } = await held();
    await writeToFreelancer(person.scope, form(id, "Hello?"), new Date(NIGHT.getTime() + 60_000));
    await releaseDueMessages(OPENING);
    expect(await linesOn(person, id)).toEqual(["Is it done?", "Hello?", "It is."]);
  });

  test("is changed, sent now, or deleted until then, and by its writer alone", async () => {
    const { scope, person, id, line } = await held();
    const stranger = await freelancer();
    await expect(sendHeld(stranger, line.id, NIGHT)).rejects.toMatchObject({ code: "not-found" });
    await rewordHeld(scope, { messageId: line.id, text: "It is, and printed." });
    await sendHeld(scope, line.id, NIGHT);
    expect(await linesOn(person, id)).toEqual(["Is it done?", "It is, and printed."]);
    await expect(takeBackHeld(scope, line.id)).rejects.toMatchObject({ code: "already" });
    const other = await held();
    await takeBackHeld(other.scope, other.line.id);
    await releaseDueMessages(OPENING);
    expect(await linesOn(other.person, other.id)).toEqual(["Is it done?"]);
  });

  test("is on the page at once where it is sent now, or the studio has no hours", async () => {
    const { scope, person, id } = await thread();
    await writeToClient(scope, { ...form(id, "At once."), isNow: true }, NIGHT);
    expect(await linesOn(person, id)).toEqual(["At once."]);
    await db().studio.update({
      where: { freelancerId: scope.freelancerId },
      data: { hours: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } },
    });
    expect((await writeToClient(scope, form(id, "Too."), NIGHT)).heldUntil).toBeNull();
  });
});

describe("what was said elsewhere", () => {
  const logged = (text: string, over: object = {}) => ({
    text,
    formKey: randomUUID(),
    channel: "PHONE" as const,
    happenedAt: at(-3600),
    ...over,
  });

  test("is in the thread by its time, answers what waited, and is emailed to nobody", async () => {
    const { scope, person, id } = await thread();
    await writeToFreelancer(person.scope, form(id, "Please call."), at(-7200));
    await writeToClient(scope, { ...form(id, "Later."), isNow: true }, at(0));
    const before = (await emailsOf(id)).length;
    const call = { projectId: id, contactId: person.contactId, ...logged("Wider path agreed.") };
    await logLine(scope, call, at(60));
    const page = await pageOf(person, id);
    expect(page!.thread.map((line) => line.text)).toEqual([
      "Please call.",
      "Wider path agreed.",
      "Later.",
    ]);
    expect(page!.thread[1]).toMatchObject({ channel: "PHONE", loggedAt: at(60) });
    expect(await emailsOf(id)).toHaveLength(before);
  });

  test("names a person of the client's own alone", async () => {
    const { scope, id } = await thread();
    const sibling = await client(scope, { name: "Okafor Bakery", address: "chidi@example.com" });
    const call = { projectId: id, contactId: sibling.contactId, ...logged("Hello.") };
    await expect(logLine(scope, call, at(0))).rejects.toMatchObject({ code: "not-found" });
  });
});

test("a line is read by a person's act alone: a press, or a reply below it", async () => {
  const { scope, person, id } = await thread();
  await writeToClient(scope, form(id, "The draft is here."), at(0));
  const [line] = await db().message.findMany({ where: { projectId: id } });
  const seenAt = async () =>
    (await db().message.findUniqueOrThrow({ where: { id: line!.id } })).seenAt;
  await pageOf(person, id);
  expect(await seenAt()).toBeNull();
  await acknowledge(person.scope, { projectId: id, seenId: line!.id }, at(10));
  expect(await seenAt()).toEqual(at(10));
  await writeToFreelancer(person.scope, form(id, "Thank you for it, where is the map?"), at(20));
  const [, theirs] = await db().message.findMany({
    where: { projectId: id },
    orderBy: { writtenAt: "asc" },
  });
  await writeToClient(scope, { ...form(id, "Below."), seenId: theirs!.id }, at(30));
  expect(await db().message.findUnique({ where: { id: theirs!.id } })).toMatchObject({
    seenAt: at(30),
  });
});

test("a line that needs no reply waits no longer", async () => {
  const { scope, person, id } = await thread();
  await writeToFreelancer(person.scope, form(id, "I have passed it on to Rui."), at(0));
  const [line] = await db().message.findMany({ where: { projectId: id } });
  const wait = () => db().project.findUnique({ where: { id }, select: { waitingSince: true } });
  expect(await wait()).toEqual({ waitingSince: at(0) });
  await closeLine(scope, { projectId: id, messageId: line!.id }, at(10));
  expect(await wait()).toEqual({ waitingSince: null });
});
