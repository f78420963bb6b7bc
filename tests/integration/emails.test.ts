import { describe, expect, test } from "vitest";
import { db, inTransaction } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { enqueueEmail, cancelEmail, type NewEmail } from "@/features/emails/commands";
import { editEmail, sendEmailNow, skipEmail } from "@/features/emails/waiting/commands";
import { claimDueEmails } from "@/features/emails/delivery/claim";
import { signInEmail } from "@/features/emails/emails";
import { dismissEmail, tryEmailAgain } from "@/features/emails/review/commands";
import { getEmail, listEmails } from "@/features/emails/queries";
import { seal } from "@/lib/tokens";
import type { Scope } from "@/auth/scope";
import { freelancer, newEmail } from "@tests/support/factories";

const soon = () => new Date(Date.now() + 3_600_000);
const past = () => new Date(Date.now() - 60_000);

const email = (scope: Scope, over: Partial<NewEmail> = {}) =>
  newEmail(scope, {
    words: {
      greeting: "Dear Ines,",
      paragraphs: ["First.", "Second."],
      link: { sentence: "Open it", url: "http://localhost:3000/p/secret-of-ines" },
      closing: "Best,",
      signature: "Mira",
    },
    sendAt: soon(),
    ...over,
  });

const enqueue = (one: NewEmail) => inTransaction((tx) => enqueueEmail(tx, one));

describe("the outbox", () => {
  test("one key is one email, however many enqueue it at once", async () => {
    const scope = await freelancer();
    const one = email(scope, { dedupeKey: "same" });
    const ids = await Promise.all(Array.from({ length: 10 }, () => enqueue(one)));
    expect(new Set(ids).size).toBe(1);
    expect((await listEmails(scope)).emails).toHaveLength(1);
  });

  test("words and links do not rest in clear in the database", async () => {
    const scope = await freelancer();
    const id = await enqueue(email(scope, { sendAt: past() }));
    await deliverDueEmails();
    const [row] = await db().$queryRaw<
      { whole: string }[]
    >`SELECT "Email"::text || encode("wordsCipher", 'escape') || encode("frozenCipher",
      'escape') AS "whole" FROM "Email" WHERE "id" = ${id}::uuid`;
    expect(row!.whole).toContain("An email");
    expect(row!.whole).not.toContain("secret-of-ines");
    expect((await getEmail(scope, id)).frozen.text).toContain("secret-of-ines");
  });

  test("text and HTML say the same, mark-up stays text", async () => {
    const scope = await freelancer();
    const id = await enqueue(
      email(scope, {
        subject: "Hello\r\nBcc: x@example.com",
        words: {
          greeting: "Dear <b>Ines</b>,",
          paragraphs: ["<script>alert(1)</script> & more"],
          closing: "Best,",
          signature: "Mira",
        },
      }),
    );
    const { frozen } = await getEmail(scope, id);
    expect(frozen.subject).toBe("Hello Bcc: x@example.com");
    expect(frozen.text).toContain("<script>alert(1)</script> & more");
    expect(frozen.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more");
    expect(frozen.html).not.toContain("<script");
  });

  test("an email on hold is not carried; sent now, it is", async () => {
    const scope = await freelancer();
    const id = await enqueue(email(scope));
    await deliverDueEmails();
    expect((await getEmail(scope, id)).sentAt).toBeNull();
    await sendEmailNow(scope, id, past());
    await deliverDueEmails();
    expect(await getEmail(scope, id)).toMatchObject({
      transport: "LOCAL",
      attempts: 1,
      sentAt: expect.any(Date),
      deliveredAt: expect.any(Date),
    });
  });

  test("edited words are the words that are sent", async () => {
    const scope = await freelancer();
    const id = await enqueue(email(scope));
    await editEmail(
      scope,
      { emailId: id, subject: "Anew", text: "One.\n\n\nTwo\nlines." },
      new Date(),
    );
    await sendEmailNow(scope, id, past());
    await deliverDueEmails();
    const { frozen, editable } = await getEmail(scope, id);
    expect(frozen).toMatchObject({
      subject: "Anew",
      from: '"Mira Holm" <emails@uptomark.example>',
      to: '"Ines Duarte" <ines@example.com>',
    });
    expect(frozen.text).toContain("One.\n\nTwo\nlines.");
    expect(frozen.text).toContain("Dear Ines,");
    expect(editable).toBeNull();
  });

  test("what was sent cannot be edited, skipped, sent again or cancelled", async () => {
    const scope = await freelancer();
    const id = await enqueue(email(scope, { sendAt: past() }));
    await deliverDueEmails();
    const tooLate = { code: "too-late" };
    await expect(
      editEmail(scope, { emailId: id, subject: "x", text: "x" }, new Date()),
    ).rejects.toMatchObject(tooLate);
    await expect(skipEmail(scope, id, new Date())).rejects.toMatchObject(tooLate);
    await expect(sendEmailNow(scope, id, new Date())).rejects.toMatchObject(tooLate);
    expect(await inTransaction((tx) => cancelEmail(tx, id, new Date()))).toBe(false);
  });

  test("a skipped email keeps its key: it is not written again", async () => {
    const scope = await freelancer();
    const one = email(scope, { dedupeKey: "skipped for good" });
    const id = await enqueue(one);
    await skipEmail(scope, id, new Date());
    await enqueue({ ...one, sendAt: past() });
    await deliverDueEmails();
    expect(await getEmail(scope, id)).toMatchObject({ sentAt: null, skippedAt: expect.any(Date) });
  });

  test("another freelancer's email is not found in any verb", async () => {
    const [mine, theirs] = [await freelancer(), await freelancer()];
    const id = await enqueue(email(mine));
    const notFound = { code: "not-found" };
    await expect(getEmail(theirs, id)).rejects.toMatchObject(notFound);
    await expect(
      editEmail(theirs, { emailId: id, subject: "x", text: "x" }, new Date()),
    ).rejects.toMatchObject(notFound);
    await expect(skipEmail(theirs, id, new Date())).rejects.toMatchObject(notFound);
    await expect(sendEmailNow(theirs, id, new Date())).rejects.toMatchObject(notFound);
    expect((await listEmails(theirs)).emails).toEqual([]);
  });
});

describe("the worker", () => {
  test("five workers never claim one email twice", async () => {
    const scope = await freelancer();
    for (let i = 0; i < 60; i += 1) await enqueue(email(scope, { sendAt: past() }));
    const claims: string[] = [];
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        for (let batch = await claimDueEmails(); batch.length > 0; batch = await claimDueEmails())
          claims.push(...batch.map((one) => one.id));
      }),
    );
    expect(claims).toHaveLength(60);
    expect(new Set(claims).size).toBe(60);
    // The control: with their leases ended, as when every worker had died, all are claimed again.
    await db().email.updateMany({
      where: { freelancerId: scope.freelancerId },
      data: { leasedUntil: past() },
    });
    expect((await claimDueEmails()).length).toBeGreaterThan(0);
    await db().email.deleteMany({ where: { freelancerId: scope.freelancerId } });
  });

  test("an edit between claim and freezing is what is sent", async () => {
    const scope = await freelancer();
    const id = await enqueue(email(scope, { sendAt: past() }));
    const [claimed] = await claimDueEmails();
    expect(claimed?.id).toBe(id);
    await editEmail(scope, { emailId: id, subject: "Edited in time", text: "Anew." }, new Date());
    await db().email.update({ where: { id }, data: { leasedUntil: past() } });
    await deliverDueEmails();
    expect((await getEmail(scope, id)).frozen).toMatchObject({ subject: "Edited in time" });
  });

  test("an email that cannot be read holds up no other, and is tried again later", async () => {
    const scope = await freelancer();
    const broken = await enqueue(email(scope, { sendAt: new Date(Date.now() - 120_000) }));
    const fine = await enqueue(email(scope, { sendAt: past() }));
    await db().email.update({ where: { id: broken }, data: { wordsCipher: new Uint8Array(64) } });
    await deliverDueEmails();
    expect(await getEmail(scope, fine)).toMatchObject({ sentAt: expect.any(Date) });
    const row = await db().email.findUniqueOrThrow({ where: { id: broken } });
    expect(row).toMatchObject({ settledAt: null, leasedUntil: null, attempts: 1 });
    expect(row.sendAt.getTime()).toBeGreaterThan(Date.now());
    await db().email.delete({ where: { id: broken } });
  });

  test("past the provider's window it is not handed over again: a person decides", async () => {
    const scope = await freelancer();
    const id = await enqueue(email(scope, { sendAt: past() }));
    const [claimed] = await claimDueEmails();
    expect(claimed?.id).toBe(id);
    await db().email.update({ where: { id }, data: { leasedUntil: past() } });
    // As after a first attempt of unknown outcome, and a stall of more than a day.
    const { frozen } = await getEmail(scope, id);
    const frozenCipher = seal("email", JSON.stringify(frozen));
    await db().email.update({
      where: { id },
      data: { frozenAt: new Date(Date.now() - 21 * 3_600_000), frozenCipher },
    });
    await deliverDueEmails();
    expect(await getEmail(scope, id)).toMatchObject({
      sentAt: null,
      needsReviewAt: expect.any(Date),
      lastError: expect.stringContaining("could make a second email"),
    });
    await tryEmailAgain(scope, id, past());
    await deliverDueEmails();
    expect(await getEmail(scope, id)).toMatchObject({
      sentAt: expect.any(Date),
      needsReviewAt: null,
      frozen,
    });
    await expect(dismissEmail(scope, id, new Date())).rejects.toMatchObject({ code: "already" });
  });

  test("an email that needs review can be let be, by its freelancer alone", async () => {
    const [mine, theirs] = [await freelancer(), await freelancer()];
    const id = await enqueue(email(mine));
    await db().email.update({ where: { id }, data: { needsReviewAt: past(), settledAt: past() } });
    await expect(dismissEmail(theirs, id, new Date())).rejects.toMatchObject({ code: "not-found" });
    await expect(tryEmailAgain(theirs, id, new Date())).rejects.toMatchObject({
      code: "not-found",
    });
    await dismissEmail(mine, id, new Date());
    expect(await getEmail(mine, id)).toMatchObject({
      needsReviewAt: null,
      skippedAt: expect.any(Date),
      sentAt: null,
    });
  });

  test("a sign-in email is never listed, and gone once it is sent", async () => {
    const scope = await freelancer();
    const id = await enqueue(
      signInEmail("mira@example.com", "http://localhost:3000/sign-in/confirm?token=x", past()),
    );
    expect((await listEmails(scope)).emails).toEqual([]);
    await expect(getEmail(scope, id)).rejects.toMatchObject({ code: "not-found" });
    await deliverDueEmails();
    expect(await db().email.findUnique({ where: { id } })).toBeNull();
  });
});
