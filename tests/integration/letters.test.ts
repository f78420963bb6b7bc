import { describe, expect, test } from "vitest";
import { db, inTransaction } from "@/db/client";
import { carryDueLetters } from "@/features/letters/carrier/commands";
import {
  editLetter,
  enqueueLetter,
  sendLetterNow,
  skipLetter,
  withdrawLetter,
  type NewLetter,
} from "@/features/letters/commands";
import { claimDueLetters } from "@/features/letters/outbox/commands";
import { signInLetter } from "@/features/letters/letters";
import { leaveLetter, tryLetterAgain } from "@/features/letters/review/commands";
import { getLetter, listLetters } from "@/features/letters/queries";
import { seal } from "@/lib/tokens";
import type { Scope } from "@/auth/scope";
import { freelancer } from "@tests/support/factories";

const soon = () => new Date(Date.now() + 3_600_000);
const past = () => new Date(Date.now() - 60_000);

function letter(scope: Scope, over: Partial<NewLetter> = {}): NewLetter {
  return {
    freelancerId: scope.freelancerId,
    kind: "test",
    dedupeKey: `test:${Math.random()}`,
    fromName: "Mira Holm",
    replyTo: "mira@example.com",
    toName: "Ines Duarte",
    toAddress: "ines@example.com",
    subject: "A letter",
    words: {
      greeting: "Dear Ines,",
      paragraphs: ["First.", "Second."],
      link: { sentence: "Open it", url: "http://localhost:3000/p/secret-of-ines" },
      closing: "Best,",
      signature: "Mira",
    },
    leavesAt: soon(),
    ...over,
  };
}

const enqueue = (one: NewLetter) => inTransaction((tx) => enqueueLetter(tx, one));

describe("the outbox", () => {
  test("one key is one letter, however many enqueue it at once", async () => {
    const scope = await freelancer();
    const one = letter(scope, { dedupeKey: "same" });
    const ids = await Promise.all(Array.from({ length: 10 }, () => enqueue(one)));
    expect(new Set(ids).size).toBe(1);
    expect((await listLetters(scope)).letters).toHaveLength(1);
  });

  test("words and links do not rest in clear in the database", async () => {
    const scope = await freelancer();
    const id = await enqueue(letter(scope, { leavesAt: past() }));
    await carryDueLetters();
    const [row] = await db().$queryRaw<
      { whole: string }[]
    >`SELECT "Letter"::text || encode("wordsCipher", 'escape') || encode("frozenCipher", 'escape') AS "whole" FROM "Letter" WHERE "id" = ${id}::uuid`;
    expect(row!.whole).toContain("A letter");
    expect(row!.whole).not.toContain("secret-of-ines");
    expect((await getLetter(scope, id)).frozen.text).toContain("secret-of-ines");
  });

  test("text and HTML say the same, mark-up stays text", async () => {
    const scope = await freelancer();
    const id = await enqueue(
      letter(scope, {
        subject: "Hello\r\nBcc: x@example.com",
        words: {
          greeting: "Dear <b>Ines</b>,",
          paragraphs: ["<script>alert(1)</script> & more"],
          closing: "Best,",
          signature: "Mira",
        },
      }),
    );
    const { frozen } = await getLetter(scope, id);
    expect(frozen.subject).toBe("Hello Bcc: x@example.com");
    expect(frozen.text).toContain("<script>alert(1)</script> & more");
    expect(frozen.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more");
    expect(frozen.html).not.toContain("<script");
  });

  test("a letter on hold is not carried; sent now, it is", async () => {
    const scope = await freelancer();
    const id = await enqueue(letter(scope));
    await carryDueLetters();
    expect((await getLetter(scope, id)).sentAt).toBeNull();
    await sendLetterNow(scope, id, past());
    await carryDueLetters();
    expect(await getLetter(scope, id)).toMatchObject({
      door: "LOCAL",
      attempts: 1,
      sentAt: expect.any(Date),
      deliveredAt: expect.any(Date),
    });
  });

  test("edited words are the words that leave", async () => {
    const scope = await freelancer();
    const id = await enqueue(letter(scope));
    await editLetter(
      scope,
      { letterId: id, subject: "Anew", text: "One.\n\n\nTwo\nlines." },
      new Date(),
    );
    await sendLetterNow(scope, id, past());
    await carryDueLetters();
    const { frozen, editable } = await getLetter(scope, id);
    expect(frozen).toMatchObject({
      subject: "Anew",
      from: '"Mira Holm" <letters@uptomark.example>',
      to: '"Ines Duarte" <ines@example.com>',
    });
    expect(frozen.text).toContain("One.\n\nTwo\nlines.");
    expect(frozen.text).toContain("Dear Ines,");
    expect(editable).toBeNull();
  });

  test("what has left cannot be edited, skipped, sent again or withdrawn", async () => {
    const scope = await freelancer();
    const id = await enqueue(letter(scope, { leavesAt: past() }));
    await carryDueLetters();
    const tooLate = { code: "too-late" };
    await expect(
      editLetter(scope, { letterId: id, subject: "x", text: "x" }, new Date()),
    ).rejects.toMatchObject(tooLate);
    await expect(skipLetter(scope, id, new Date())).rejects.toMatchObject(tooLate);
    await expect(sendLetterNow(scope, id, new Date())).rejects.toMatchObject(tooLate);
    expect(await inTransaction((tx) => withdrawLetter(tx, id, new Date()))).toBe(false);
  });

  test("a skipped letter keeps its key: it is not written again", async () => {
    const scope = await freelancer();
    const one = letter(scope, { dedupeKey: "skipped for good" });
    const id = await enqueue(one);
    await skipLetter(scope, id, new Date());
    await enqueue({ ...one, leavesAt: past() });
    await carryDueLetters();
    expect(await getLetter(scope, id)).toMatchObject({ sentAt: null, skippedAt: expect.any(Date) });
  });

  test("another freelancer's letter is not found in any verb", async () => {
    const [mine, theirs] = [await freelancer(), await freelancer()];
    const id = await enqueue(letter(mine));
    const notFound = { code: "not-found" };
    await expect(getLetter(theirs, id)).rejects.toMatchObject(notFound);
    await expect(
      editLetter(theirs, { letterId: id, subject: "x", text: "x" }, new Date()),
    ).rejects.toMatchObject(notFound);
    await expect(skipLetter(theirs, id, new Date())).rejects.toMatchObject(notFound);
    await expect(sendLetterNow(theirs, id, new Date())).rejects.toMatchObject(notFound);
    expect((await listLetters(theirs)).letters).toEqual([]);
  });
});

describe("the carrier", () => {
  test("five carriers never claim one letter twice", async () => {
    const scope = await freelancer();
    for (let i = 0; i < 60; i += 1) await enqueue(letter(scope, { leavesAt: past() }));
    const claims: string[] = [];
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        for (let batch = await claimDueLetters(); batch.length > 0; batch = await claimDueLetters())
          claims.push(...batch.map((one) => one.id));
      }),
    );
    expect(claims).toHaveLength(60);
    expect(new Set(claims).size).toBe(60);
    // The control: with their leases ended, as when every carrier had died, all are claimed again.
    await db().letter.updateMany({
      where: { freelancerId: scope.freelancerId },
      data: { leasedUntil: past() },
    });
    expect((await claimDueLetters()).length).toBeGreaterThan(0);
    await db().letter.deleteMany({ where: { freelancerId: scope.freelancerId } });
  });

  test("an edit between claim and freezing is what leaves", async () => {
    const scope = await freelancer();
    const id = await enqueue(letter(scope, { leavesAt: past() }));
    const [claimed] = await claimDueLetters();
    expect(claimed?.id).toBe(id);
    await editLetter(scope, { letterId: id, subject: "Edited in time", text: "Anew." }, new Date());
    await db().letter.update({ where: { id }, data: { leasedUntil: past() } });
    await carryDueLetters();
    expect((await getLetter(scope, id)).frozen).toMatchObject({ subject: "Edited in time" });
  });

  test("a letter that cannot be read holds up no other, and is tried again later", async () => {
    const scope = await freelancer();
    const broken = await enqueue(letter(scope, { leavesAt: new Date(Date.now() - 120_000) }));
    const fine = await enqueue(letter(scope, { leavesAt: past() }));
    await db().letter.update({ where: { id: broken }, data: { wordsCipher: new Uint8Array(64) } });
    await carryDueLetters();
    expect(await getLetter(scope, fine)).toMatchObject({ sentAt: expect.any(Date) });
    const row = await db().letter.findUniqueOrThrow({ where: { id: broken } });
    expect(row).toMatchObject({ settledAt: null, leasedUntil: null, attempts: 1 });
    expect(row.leavesAt.getTime()).toBeGreaterThan(Date.now());
    await db().letter.delete({ where: { id: broken } });
  });

  test("past the provider's window it is not handed over again: a person decides", async () => {
    const scope = await freelancer();
    const id = await enqueue(letter(scope, { leavesAt: past() }));
    const [claimed] = await claimDueLetters();
    expect(claimed?.id).toBe(id);
    await db().letter.update({ where: { id }, data: { leasedUntil: past() } });
    // As after a first attempt of unknown outcome, and a day and more of standstill.
    const { frozen } = await getLetter(scope, id);
    const frozenCipher = seal("letter", JSON.stringify(frozen));
    await db().letter.update({
      where: { id },
      data: { frozenAt: new Date(Date.now() - 21 * 3_600_000), frozenCipher },
    });
    await carryDueLetters();
    expect(await getLetter(scope, id)).toMatchObject({
      sentAt: null,
      needsReviewAt: expect.any(Date),
      lastError: expect.stringContaining("could be a second email"),
    });
    await tryLetterAgain(scope, id, past());
    await carryDueLetters();
    expect(await getLetter(scope, id)).toMatchObject({
      sentAt: expect.any(Date),
      needsReviewAt: null,
      frozen,
    });
    await expect(leaveLetter(scope, id, new Date())).rejects.toMatchObject({ code: "already" });
  });

  test("a letter that needs review can be let be, by its freelancer alone", async () => {
    const [mine, theirs] = [await freelancer(), await freelancer()];
    const id = await enqueue(letter(mine));
    await db().letter.update({ where: { id }, data: { needsReviewAt: past(), settledAt: past() } });
    await expect(leaveLetter(theirs, id, new Date())).rejects.toMatchObject({ code: "not-found" });
    await expect(tryLetterAgain(theirs, id, new Date())).rejects.toMatchObject({
      code: "not-found",
    });
    await leaveLetter(mine, id, new Date());
    expect(await getLetter(mine, id)).toMatchObject({
      needsReviewAt: null,
      skippedAt: expect.any(Date),
      sentAt: null,
    });
  });

  test("a sign-in letter is listed nowhere and gone once it has left", async () => {
    const scope = await freelancer();
    const id = await enqueue(
      signInLetter("mira@example.com", "http://localhost:3000/sign-in/confirm?token=x", past()),
    );
    expect((await listLetters(scope)).letters).toEqual([]);
    await expect(getLetter(scope, id)).rejects.toMatchObject({ code: "not-found" });
    await carryDueLetters();
    expect(await db().letter.findUnique({ where: { id } })).toBeNull();
  });
});
