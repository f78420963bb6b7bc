import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storedToken } from "@/auth/stored-token";
import { db } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { checkOutbox } from "@/features/emails/quarantine/commands";
import { openWords } from "@/features/emails/commands";
import { queue } from "@/queue/boss";
import { askToErase, eraseDueStudios, keepStudio } from "@/workflows/erase-studio/commands";
import { eraseIfDue } from "@/workflows/erase-studio/steps/commands";
import { replayErasures } from "@/workflows/erase-client/replay/commands";
import { freelancer } from "@tests/support/factories";
import { markedStudio } from "@tests/support/marked-studio";
import { fullStudio, type FullStudio } from "@tests/support/full-studio";
import { tracesOf } from "@tests/support/traces";
import { unsealed } from "@tests/support/unsealed";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-erase-studio-"));
  process.env.FILES_DIR = folder;
  await queue();
  // Before the first email, so that the outbox is known to be this database's.
  await checkOutbox();
});
afterAll(() => rm(folder, { recursive: true }));

const query = <Row>(sql: string) => db().$queryRawUnsafe<Row[]>(sql);
const traces = (token: string) => tracesOf(token, { query, folder, unsealed });
const DAY = 86_400_000;
const later = (ms: number) => new Date(Date.now() + ms);

const studioOf = ({ scope: { freelancerId } }: Pick<FullStudio, "scope">) =>
  db().studio.findUnique({ where: { freelancerId } });
const ask = async (studio: Pick<FullStudio, "scope">) =>
  askToErase(studio.scope, { name: (await studioOf(studio))!.name }, new Date());

test("a studio is erased a day after it was asked for, with all that is its freelancer's", async () => {
  const studio = await fullStudio();
  const { scope } = studio;
  const [word] = studio.marks as [string];
  const user = await db().user.findUniqueOrThrow({ where: { id: scope.freelancerId } });
  const session = { userId: user.id, sessionToken: storedToken(word), expires: later(DAY) };
  await db().session.create({ data: session });
  await db().account.create({
    data: { userId: user.id, type: "oauth", provider: "github", providerAccountId: word },
  });
  await db().invitation.create({ data: { address: user.email } });
  await db().verificationToken.create({
    data: { identifier: user.email, token: storedToken(word), expires: later(DAY) },
  });
  const key = `sign-in-address:${storedToken(user.email)}`;
  await db().rateLimiterFlexible.create({ data: { key, points: 1 } });
  const others = await markedStudio();
  const theirs = await traces(others.token);

  await ask(studio);
  await eraseDueStudios(later(DAY - 60_000));
  expect(await studioOf(studio)).toMatchObject({ eraseAt: expect.any(Date) });
  expect((await traces(word)).length).toBeGreaterThan(50);
  const [told] = await db().email.findMany({ where: { kind: "studio.erasureAsked" } });
  expect(told).toMatchObject({ toAddress: user.email, freelancerId: null });
  expect(openWords(told!.wordsCipher).paragraphs[0]).toContain(word);

  await eraseDueStudios(later(DAY + 60_000));
  // The last email alone, until it is sent.
  expect(new Set((await traces(word)).map((place) => place.split(".")[1]))).toEqual(
    new Set(["Email"]),
  );
  expect(await traces(others.token)).toEqual(theirs);
  const [last] = await db().email.findMany({ where: { kind: "studio.erased" } });
  expect(last).toMatchObject({ toAddress: user.email, freelancerId: null });
  await db().email.updateMany({ where: { id: last!.id }, data: { sendAt: new Date() } });
  await deliverDueEmails();
  expect(await traces(word)).toEqual([]);
  expect(await traces(scope.freelancerId)).toEqual([
    "public.Erasure.freelancerId",
    "store: erasures.jsonl",
  ]);
  expect(await db().rateLimiterFlexible.count({ where: { key } })).toBe(0);
  expect(await db().session.count({ where: { userId: user.id } })).toBe(0);
});

test("until then it can be kept", async () => {
  const studio = await fullStudio();
  await ask(studio);
  await ask(studio);
  const [word] = studio.marks as [string];
  const mine = {
    kind: "studio.erasureAsked",
    toAddress: { contains: word, mode: "insensitive" },
  } as const;
  expect(await db().email.count({ where: mine })).toBe(1);
  await keepStudio(studio.scope, new Date());
  await eraseDueStudios(later(2 * DAY));
  expect(await studioOf(studio)).toMatchObject({ eraseAt: null });
});

test("one that is kept at the last moment stays, and one that has begun cannot be kept", async () => {
  const [kept, gone] = [await fullStudio(), await fullStudio()];
  for (const one of [kept, gone]) await ask(one);
  await keepStudio(kept.scope, new Date());
  // Its turn had come before that.
  for (const { scope } of [kept, gone]) await eraseIfDue(scope, later(2 * DAY));
  expect(await studioOf(kept)).toMatchObject({ eraseAt: null });
  expect(await studioOf(gone)).toBeNull();
  await db().erasure.create({
    data: { freelancerId: kept.scope.freelancerId, clientId: null, askedAt: new Date() },
  });
  await expect(keepStudio(kept.scope, new Date())).rejects.toMatchObject({ code: "not-found" });
  await db().erasure.deleteMany({ where: { freelancerId: kept.scope.freelancerId } });
});

test("an erasure of a studio is refused until it is named, and the demo's always", async () => {
  const scope = await freelancer();
  const { freelancerId } = scope;
  const wrong = askToErase(scope, { name: "Studio" }, new Date());
  await expect(wrong).rejects.toMatchObject({ code: "invalid", field: "name" });
  await db().studio.update({ where: { freelancerId }, data: { seededAt: new Date() } });
  const demo = askToErase(scope, { name: "Studio Holm" }, new Date());
  await expect(demo).rejects.toMatchObject({ code: "not-allowed" });
  expect(await studioOf({ scope })).toMatchObject({ eraseAt: null });
});

test("after a restore a studio is erased again", async () => {
  const scope = await freelancer();
  const { freelancerId: id } = scope;
  const user = await db().user.findUniqueOrThrow({ where: { id } });
  const { daysOff: _daysOff, hours: _hours, ...studio } = (await studioOf({ scope }))!;
  await askToErase(scope, { name: "Studio Holm" }, new Date());
  await eraseDueStudios(later(DAY + 1));
  expect(await db().user.count({ where: { id } })).toBe(0);
  // As an older backup had it.
  await db().erasure.deleteMany({ where: { freelancerId: id } });
  await db().user.create({ data: user });
  await db().studio.create({ data: { ...studio, hours: {} } });
  expect(await replayErasures()).toBe(0);
  expect(await db().user.count({ where: { id } })).toBe(0);
});
