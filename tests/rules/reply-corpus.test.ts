import { beforeAll, describe, expect, test } from "vitest";
import { foldReply } from "@/features/inbound/reading/fold";
import { type ReadEmail, readEmail } from "@/features/inbound/reading/read";
import { type Case, corpus, faultsOf } from "@tests/support/replies";

const cases = corpus();
let emails: (Case & { email: ReadEmail })[];

beforeAll(async () => {
  emails = await Promise.all(
    cases.map(async (one) => ({ ...one, email: await readEmail(one.raw) })),
  );
}, 60_000);

describe("the corpus of replies", () => {
  test("has at least 300 emails, and ten languages", () => {
    expect(cases.length).toBeGreaterThanOrEqual(300);
    const inLanguage = (code: string) =>
      cases.filter(({ name }) => new RegExp(`-${code}(-|$)`).test(name)).length;
    for (const code of ["en", "de", "fr", "es", "pt", "it", "nl", "da", "pl", "ja"])
      expect(inLanguage(code), code).toBeGreaterThanOrEqual(3);
  });

  test("loses no word of any reply", () => {
    const lost = emails.filter((one) => faultsOf(one, one.email).lost.length > 0);
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  test("folds the whole quote of 95 % of the emails", () => {
    const whole = emails.filter((one) => faultsOf(one, one.email).extra.length === 0);
    expect(whole.length / emails.length).toBeGreaterThanOrEqual(0.95);
  });

  test("has every word of the email in the reply or the quote", () => {
    const gone = emails.map(({ email, name }) => ({
      name,
      gone: faultsOf({ name, raw: Buffer.of(), reply: "", quote: "" }, email).gone,
    }));
    expect(gone.filter((one) => one.gone.length > 0)).toEqual([]);
  });

  test("has no damaged email and none by a program", () => {
    const strange = emails.filter(({ email }) => email.isDamaged || email.automatic);
    expect(strange.map(({ name }) => name)).toEqual([]);
  });

  test("tells interleaved answers from those above or below", () => {
    const of = (name: string) => emails.find((one) => one.name === name)?.email.isInterleaved;
    expect(of("inline-top-and-between-en")).toBe(true);
    expect(of("inline-without-blank-lines-de")).toBe(true);
    expect(of("mutt-bottom-en")).toBe(false);
    expect(of("gmail-web-en")).toBe(false);
  });

  // The control: what the figures say of a folder that is too simple.
  test("fails one that cuts at the first sign of a quote", () => {
    const cut = (text: string) => {
      const at = text.search(/^>/m);
      return at === -1
        ? { reply: text, quoted: "" }
        : { reply: text.slice(0, at), quoted: text.slice(at) };
    };
    const faults = emails.map((one) =>
      faultsOf(one, { text: one.email.text, ...cut(one.email.text) }),
    );
    expect(faults.filter(({ lost }) => lost.length > 0).length).toBeGreaterThan(10);
    expect(faults.filter(({ extra }) => extra.length > 0).length).toBeGreaterThan(100);
  });

  test("is not needed to fold what an API gives as text", () => {
    const folded = foldReply("Yes.\r\n\r\nOn 20/11/2026 10:12, Mira wrote:\r\n> Is it?\r\n");
    expect(folded).toEqual({
      reply: "Yes.",
      quoted: "On 20/11/2026 10:12, Mira wrote:\n> Is it?",
      isInterleaved: false,
    });
  });
});
