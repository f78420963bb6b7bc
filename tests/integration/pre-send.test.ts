import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { checkFacts } from "@/features/pre-send/facts";
import { formCheck } from "@/features/pre-send/schema";
import { NotSentYet } from "@/lib/findings";
import { client, freelancer, project } from "@tests/support/factories";

const now = new Date("2026-11-27T09:00:00Z");

async function asking() {
  const scope = await freelancer();
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
    include: { switchedOff: true },
  });
  const reader = await client(scope, { language: "en" });
  const other = await client(scope, {
    name: "Northwind Traders Ltd",
    contactName: "Jonas Weber",
    address: "jonas@example.com",
  });
  return { scope, studio, reader, other, now };
}

type Asking = Awaited<ReturnType<typeof asking>>;

const formOf = (over: object) => ({ text: JSON.stringify({ texts: ["text"], ...over }) });

/** Sends a text as its form does; returns what it is asked about, with what the form sends the next time. */
async function send(asked: Asking, text: string, over: object = {}) {
  const checks = formOf({ readerId: asked.reader.contactId, ...over });
  try {
    await checkBeforeSending({ ...asked, checks }, { text });
    return null;
  } catch (error) {
    if (!(error instanceof NotSentYet)) throw error;
    const next = formCheck.parse(JSON.parse(error.checks["check.text"]!));
    return { findings: error.findings, next, why: error.findings.map(({ why }) => why).join(" ") };
  }
}

describe("a text that arrives", () => {
  test("is asked about once, and is then sent as it is", async () => {
    const asked = await asking();
    const first = await send(asked, "Hi Jonas, the map of [place] is ready!!");
    expect(first?.why).toMatch(/“\[place\]” is still to be filled in.*“Jonas” is another client/);
    expect(first?.findings).toHaveLength(3);
    expect(await send(asked, "Hi Jonas, the map of [place] is ready!!", first!.next)).toBeNull();
  });

  test("is asked about again for what is new in it", async () => {
    const asked = await asking();
    const first = await send(asked, "The map of [place] is ready.");
    const second = await send(asked, "The map of [place] is ready by [day].", first!.next);
    expect(second?.findings.map(({ quote }) => quote)).toEqual(["[day]"]);
  });

  test("keeps what the writer ignores", async () => {
    const asked = await asking();
    const first = await send(asked, "Hi Jonas, the map is ready!!");
    const ignored = first!.findings.slice(0, 1).map(({ id }) => id);
    const second = await send(asked, "Hi Jonas, the map is ready!!", { ignored });
    expect(second?.findings).toEqual(first!.findings.slice(1));
    expect(second?.next.ignored).toEqual(ignored);
  });

  test("passes with nothing but plainer words to offer", async () => {
    expect(await send(await asking(), "I’ll change the DNS on Monday.")).toBeNull();
  });

  test("passes where its form says nothing of a check, or something unreadable", async () => {
    const asked = await asking();
    const text = "Hi Jonas, [place]!!";
    const said: Record<string, string>[] = [
      {},
      { text: "{" },
      { text: "null" },
      { text: '{"texts":[]}' },
    ];
    for (const checks of said)
      await expect(checkBeforeSending({ ...asked, checks }, { text })).resolves.toBeUndefined();
  });

  test("has nothing to look at where it was left empty", async () => {
    const asked = await asking();
    const checks = formOf({ readerId: asked.reader.contactId });
    await expect(checkBeforeSending({ ...asked, checks }, { text: undefined })).resolves.toBe(
      undefined,
    );
  });
});

describe("the reader", () => {
  test("is not another client, and neither are their colleagues nor the studio", async () => {
    const asked = await asking();
    const { freelancerId } = asked.scope;
    const { clientId } = asked.reader;
    const of = { freelancerId, clientId, zone: "Europe/Lisbon" };
    const link = { linkHash: Buffer.from(randomUUID()), linkCipher: Buffer.from("none") };
    await db().contact.create({
      data: { ...of, ...link, name: "Rui Osama", address: "rui@example.com" },
    });
    const text = "Hi Ines, Rui Osama of Duarte Lighthouse Tours spoke to Mira of Studio Holm.";
    expect(await send(asked, text)).toBeNull();
    // The control: to Jonas the same text names somebody else's people.
    const toJonas = await send(asked, text, { readerId: asked.other.contactId });
    expect(toJonas?.findings.map(({ quote }) => quote)).toContain("Rui Osama");
  });

  test("reads another language", async () => {
    const asked = await asking();
    const german = await client(asked.scope, { address: "d@example.com", language: "de" });
    const text = "Thank you for the photos. I have put three of them on the cover.";
    const found = await send(asked, text, { readerId: german.contactId });
    expect(found?.why).toBe("This reads as English; your client reads German.");
    expect(await send(asked, text)).toBeNull();
  });

  test("who got a file today may be written that it is attached", async () => {
    const asked = await asking();
    const text = "I’ve attached the second draft.";
    expect((await send(asked, text))?.why).toMatch(/there is no file with it/);
    const projectId = await project(asked.scope, asked.reader);
    const file = (storedAt: Date) => ({
      freelancerId: asked.scope.freelancerId,
      projectId,
      name: "draft.pdf",
      mediaType: "application/pdf",
      bytes: 10,
      storeKey: randomUUID(),
      storedAt,
    });
    await db().file.create({ data: file(new Date(now.getTime() - 3 * 86_400_000)) });
    expect(await send(asked, text)).not.toBeNull();
    await db().file.create({ data: file(now) });
    expect(await send(asked, text)).toBeNull();
  });

  test("of another studio is not found, and no name of it is told", async () => {
    const [asked, stranger] = [await asking(), await asking()];
    const readerId = stranger.reader.contactId;
    await expect(send(asked, "Hello.", { readerId })).rejects.toMatchObject({ code: "not-found" });
    await db().client.create({
      data: { freelancerId: stranger.scope.freelancerId, name: "Secret Harbour Works" },
    });
    const facts = await checkFacts(asked, { variables: [] });
    expect(JSON.stringify(facts)).not.toContain("Secret");
    expect(facts.names.people).toEqual(expect.arrayContaining(["Ines Duarte", "Jonas Weber"]));
  });
});

test("own texts for everybody may name nobody, and keep their variables", async () => {
  const asked = await asking();
  const form = { readerId: undefined, language: "en", variables: ["first name"] };
  expect(await send(asked, "Thank you, {first name}.", form)).toBeNull();
  expect((await send(asked, "Thank you, Ines.", form))?.why).toMatch(/“Ines” is another client/);
  expect((await send(asked, "Thank you, [name].", form))?.why).toMatch(/“\[name\]”/);
});

test("a check that does not fit a form is left out", async () => {
  const asked = await asking();
  const text = "The map will be delayed until Thursday.";
  expect(await send(asked, text)).not.toBeNull();
  expect(await send(asked, text, { without: ["delay"] })).toBeNull();
});
