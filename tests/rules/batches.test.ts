import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deadlineMoved } from "@/features/deadlines/emails";
import { fitEmail } from "@/features/emails/fit";
import { editedEmail, MOST_SUBJECT, MOST_TEXT } from "@/features/emails/schema";
import { thankYou } from "@/features/follow-ups/emails";
import { tellContact } from "@/features/messages/emails";
import { workShown } from "@/features/projects/progress-updates/emails";
import { LANGUAGES } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { paragraphsOf } from "@/language/plain";
import { freeze } from "@/mail/freeze";
import { words as wordsShape, type Words } from "@/mail/words";

/** A text as it is typed, short or as long as its field takes, in every alphabet. */
const typed = (most: number) =>
  fc
    .oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
      fc
        .tuple(fc.constantFrom("🎈", "a", "é", "中", "🇵🇹", "\n\n.", "x\n"), fc.nat(most))
        .map(([unit, count]) => unit.repeat(count).slice(0, most)),
    )
    .map((text) => text.toWellFormed().trim() || "x");
const line = (most: number) => typed(most).map((text) => text.replace(/\s+/g, " "));
const many = <T>(one: fc.Arbitrary<T>, most: number) =>
  fc.array(one, { minLength: 1, maxLength: most, size: "max" });
const names = fc.record({
  freelancerName: line(80),
  contactName: line(80),
  projectTitle: line(120),
});
const locale = fc.constantFrom(...LANGUAGES).map(localeOf);
const page = "http://localhost:3000/p/token";
const stop = "http://localhost:3000/u/token";
const notice = fc.record({
  title: line(120),
  fromOn: fc.constant("2026-11-24"),
  toOn: fc.constant("2026-12-01"),
  reason: typed(2000),
  effect: typed(2000),
  doing: typed(2000),
});

/** Emails as the rooms compose them, of any number of facts. */
const batches: [string, fc.Arbitrary<{ subject: string; words: Words }>][] = [
  [
    "messages",
    fc
      .tuple(locale, names, many(typed(8000), 120))
      .map(([own, facts, texts]) => tellContact(own, { ...facts, texts, hasMore: true }, page)),
  ],
  [
    "moved dates",
    fc
      .tuple(locale, names, many(notice, 60), fc.constantFrom(page, null))
      .map(([own, facts, notices, to]) =>
        deadlineMoved(own, { ...facts, notices, today: "2026-11-23" }, to),
      ),
  ],
  [
    "work notes",
    fc
      .tuple(
        locale,
        names,
        many(
          fc.record({
            projectTitle: line(120),
            notes: many(typed(2000), 60),
            extras: many(typed(2000), 5),
          }),
          20,
        ),
      )
      .map(([own, facts, projects]) => workShown(own, { ...facts, projects }, page, "DAILY", stop)),
  ],
  [
    "extras",
    fc
      .tuple(locale, names, many(typed(2000), 60), fc.constantFrom(page, null))
      .map(([own, facts, extras, to]) =>
        thankYou(own, { ...facts, extras }, { to, unsubscribe: stop }),
      ),
  ],
];

const textOf = (words: Words) => words.paragraphs.join("\n\n");

describe("a batch becomes an email, however much is in it", () => {
  test.each(batches)(
    "%s",
    async (_what, composed) => {
      await fc.assert(
        fc.asyncProperty(composed, async (email) => {
          const fitted = fitEmail(email);
          expect(fitted.subject.length).toBeLessThanOrEqual(MOST_SUBJECT);
          expect(textOf(fitted.words).length).toBeLessThanOrEqual(MOST_TEXT);
          expect(textOf(fitted.words).isWellFormed()).toBe(true);
          expect(wordsShape.parse(JSON.parse(JSON.stringify(fitted.words)))).toEqual(fitted.words);
          expect(fitEmail(fitted)).toEqual(fitted);
          if (textOf(email.words).length <= MOST_TEXT) expect(fitted.words).toEqual(email.words);
          else {
            const { t } = localeOf(LANGUAGES.find((one) => email.words.lang?.startsWith(one))!);
            const last = fitted.words.paragraphs.at(-1)!;
            expect(last.startsWith(t("emails.shortened"))).toBe(true);
            expect(last.endsWith(t("emails.rest"))).toBe(email.words.link !== undefined);
            // What was kept is the beginning, whole but for its last paragraph.
            const beginning = fitted.words.paragraphs.slice(0, -2);
            expect(email.words.paragraphs.slice(0, beginning.length)).toEqual(beginning);
          }
          const envelope = { fromName: "Mira", toName: "Ines", toAddress: "ines@example.com" };
          const frozen = await freeze(
            { ...envelope, fromAddress: "m@example.com", replyTo: null, subject: fitted.subject },
            fitted.words,
          );
          expect(frozen.text).toContain(fitted.words.paragraphs.at(-1));
        }),
        { numRuns: 40, endOnFailure: true },
      );
    },
    60_000,
  );

  test("and can be saved as it was composed", () => {
    const words = (count: number): Words => ({
      greeting: "Hello Ines,",
      paragraphs: Array.from({ length: count }, (_, n) => `Message ${n}.`),
      link: { sentence: "Read", url: page },
      signature: "Mira",
    });
    for (const count of [1, 31, 61, 600, 6000]) {
      const fitted = fitEmail({ subject: "s".repeat(400), words: words(count) });
      const edited = editedEmail.parse({
        emailId: crypto.randomUUID(),
        subject: fitted.subject,
        text: textOf(fitted.words),
      });
      const again = { ...fitted.words, paragraphs: paragraphsOf(edited.text) };
      expect(fitEmail({ subject: edited.subject, words: again })).toEqual(fitted);
    }
  });

  test("the control: what fits is left as it is, in 61 paragraphs too", () => {
    const paragraphs = Array.from({ length: 61 }, (_, n) => `Message ${n}.`);
    const email = { subject: "About", words: { greeting: "Hi,", paragraphs, signature: "M" } };
    expect(fitEmail(email)).toEqual(email);
  });
});
