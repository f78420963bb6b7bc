import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newDeadline } from "@/features/deadlines/schema";
import { emailCameBack } from "@/features/emails/emails";
import { shownName } from "@/lib/files";
import { messageFromContact } from "@/features/messages/schema";
import { firstSteps, studioSettings } from "@/features/studio/schema";
import { newAnswer } from "@/features/surveys/schema";
import { LANGUAGES } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { studioLocaleOf } from "@/language/studio";
import { cut, shortSubject } from "@/lib/cut";
import { day, line, name, optionalDay, optionalParagraph, paragraph } from "@/lib/fields";
import { firstName, fullName } from "@/lib/names";
import { headerText, mailbox } from "@/mail/freeze";

/** One character each, as it is read. */
const CHARACTERS = ["🎈", "🇵🇹", "👩‍👩‍👧‍👦", "👍🏽", "e\u0301", "n\u0303\u0323", "각", "ก็", "1️⃣", "a", "中"];
const graphemes = (text: string) =>
  [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].map(
    ({ segment }) => segment,
  );

const bounced = {
  kind: "bounced",
  freelancerName: "Mira Holm",
  subject: "An email",
  toName: "Ines Duarte",
  toAddress: "ines@example.com",
  isForGood: true,
  why: "It bounced.",
} as const;

describe("a text that is cut", () => {
  test("ends after a whole character, within its bound, wherever it is cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...CHARACTERS), fc.string({ unit: "binary" })), {
          maxLength: 60,
        }),
        fc.integer({ min: 1, max: 80 }),
        fc.constantFrom("…", ""),
        (parts, most, ending) => {
          const text = parts.join("").toWellFormed();
          const short = cut(text, most, ending);
          if (text.length <= most) {
            expect(short).toBe(text);
            return;
          }
          expect(short.length).toBeLessThanOrEqual(most);
          expect(short.endsWith(ending)).toBe(true);
          const start = short.slice(0, short.length - ending.length);
          const whole = graphemes(text);
          const starts = whole.map((_, index) => whole.slice(0, index).join("").trimEnd());
          expect(starts).toContain(start);
        },
      ),
      { numRuns: 500 },
    );
  }, 30_000);

  test.each(CHARACTERS)("of %j alone is cut between two of them in every place", (character) => {
    const title = character.repeat(400);
    const onlyIt = (text: string) =>
      expect(graphemes(text).every((one) => one === character)).toBe(true);
    onlyIt(shortSubject(title).replace("…", ""));
    onlyIt(headerText(title).replace("…", ""));
    const file = shownName(`${title}.pdf`).replace(/….pdf$/, "");
    expect(new Set(graphemes(file))).toEqual(new Set([character.normalize("NFC")]));
  });

  test("of a lone surrogate is well formed", () => {
    expect(cut("\uD83C".repeat(9), 5).isWellFormed()).toBe(true);
  });

  test("as a bounced email's subject keeps its sign", () => {
    const toName = `${"I".repeat(29)}${"🎈".repeat(9)}`;
    const { subject } = emailCameBack(studioLocaleOf("en"), { ...bounced, toName }, "/");
    expect(subject).toBe(`Bounced: your email to ${"I".repeat(29)}🎈🎈🎈…`);
  });
});

describe("how a person is greeted", () => {
  test.each([
    ["Ines Duarte", "Ines", "Ines Duarte"],
    ["Müller, Anna", "Anna", "Anna Müller"],
    ["Müller,Anna", "Anna", "Anna Müller"],
    ["müller, anna", "anna", "anna müller"],
    ["Berg, Anna van den", "Anna", "Anna van den Berg"],
    ["García Márquez, Gabriel José", "Gabriel", "Gabriel José García Márquez"],
    ["Müller, Dr. Anna", "Dr. Anna Müller", "Dr. Anna Müller"],
    ["Anna Müller, PhD", "Anna", "Anna Müller"],
    ["Müller, Anna, Ph.D.", "Anna", "Anna Müller"],
    ["Dr. Anna Müller", "Dr. Anna Müller", "Dr. Anna Müller"],
    ["Dr Anna Müller", "Dr Anna Müller", "Dr Anna Müller"],
    ["Frau Müller", "Frau Müller", "Frau Müller"],
    ["J. Smith", "J. Smith", "J. Smith"],
    ["Smith, J.", "J Smith", "J Smith"],
    ["Anna Müller,", "Anna", "Anna Müller"],
    ["Anna,", "Anna", "Anna"],
    ["Anna.", "Anna", "Anna"],
    [", Anna", "Anna", "Anna"],
    ["Anna!? Müller;", "Anna", "Anna!? Müller"],
    ["  Anna\t Müller  ", "Anna", "Anna\t Müller"],
    ["Anna Müller, Head of Design", "Anna", "Anna Müller"],
    ["山田 太郎", "山田", "山田 太郎"],
    ["🎈", "🎈", "🎈"],
  ])("%j is %j, in full %j", (typed, first, full) => {
    expect(firstName(typed)).toBe(first);
    expect(fullName(typed)).toBe(full);
  });

  test.each(LANGUAGES)("never with doubled punctuation in %s", (language) => {
    const { t, calls } = localeOf(language);
    for (const typed of ["Müller,", "Müller, Anna", "Anna.", "Anna:", "Anna Müller,;", "Anna!"])
      for (const greeting of ["emails.dear", "emails.hello"] as const)
        expect(t(greeting, { name: calls(typed) })).not.toMatch(/[,;:!?.]\s*[,;:!?.]/);
  });

  test("the freelancer by the order in which their name is said", () => {
    const { words } = emailCameBack(
      studioLocaleOf("en"),
      { ...bounced, freelancerName: "Holm, Mira" },
      "/",
    );
    expect(words.greeting).toBe("Mira Holm,");
  });
});

describe("a name in a header", () => {
  test("keeps its comma", () =>
    expect(mailbox("Müller, Anna", "anna@example.com")).toBe('"Müller, Anna" <anna@example.com>'));

  test("is read back as it was typed, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (typed) => {
        const made = mailbox(typed, "ines@example.com");
        const [, quoted] =
          /^(?:"((?:[^"\\]|\\["\\])*)" <ines@example\.com>|ines@example\.com)$/.exec(made) ?? [
            "",
            "no mailbox",
          ];
        expect((quoted ?? "").replace(/\\(.)/gu, "$1")).toBe(headerText(typed));
      }),
      { numRuns: 1000 },
    );
  });
});

const INVISIBLE = [
  "",
  " \n ",
  "\u200B",
  "\u200B \u200B",
  "\u202E",
  "\u00AD",
  "\uFEFF",
  "\u3164",
  "\u115F\u1160",
  "\uFFA0",
  "\u2800",
  "\u2060",
  "\u034F",
  "\u180E",
  "\uFE0F",
  "\u{E0041}",
  "\u2066\u2069",
  "\u00A0",
  "\u3000",
];
const VISIBLE = ["🎈", "🇵🇹", "👩‍👩‍👧", "👋\uFE0F", "ا", "ı", ".", "\u200Bx", "क्‍ष"];

describe("a text of which nothing is seen", () => {
  test.each(INVISIBLE)("is refused like an empty one in every field: %j", (text) => {
    for (const field of [line("Title", 80), name("Name", 80), paragraph("Message", 80)]) {
      const [refused, empty] = [field.safeParse(text), field.safeParse("")];
      expect(refused.success).toBe(false);
      expect(refused.error?.issues).toEqual(empty.error?.issues);
    }
    expect(optionalParagraph("Note", 80).parse(text)).toBeUndefined();
    const message = messageFromContact.safeParse({ text, formKey: crypto.randomUUID() });
    expect(message.error?.issues).toMatchObject([{ code: "too_small", path: ["text"] }]);
    expect(newAnswer.parse({ verdict: "NEARLY", effort: "", words: text }).words).toBeUndefined();
  });

  test.each(VISIBLE)("is not one with something in it: %j", (text) => {
    expect(line("Title", 80).parse(text)).toBe(text);
    expect(paragraph("Message", 80).parse(text)).toBe(text);
    expect(optionalParagraph("Note", 80).parse(text)).toBe(text);
  });
});

const message = (result: { error?: { issues: { message: string }[] } }) =>
  result.error?.issues.map((issue) => issue.message);

describe("a day that is not right", () => {
  test.each([
    ["", "New date: choose a day."],
    ["  ", "New date: choose a day."],
    [undefined, "New date: choose a day."],
    ["9999-12-31", "New date: this day is too far ahead. Choose a day before 2200."],
    ["2200-01-01", "New date: this day is too far ahead. Choose a day before 2200."],
    ["12026-11-24", "New date: this day is too far ahead. Choose a day before 2200."],
    ["1900-01-01", "New date: this day is too far in the past. Choose a day from 2000 or later."],
    ["0026-11-24", "New date: this day is too far in the past. Choose a day from 2000 or later."],
    ["2027-02-29", "New date: this is not a day in the calendar. Write it as 2026-11-24."],
    ["24.11.2026", "New date: this is not a day in the calendar. Write it as 2026-11-24."],
  ])("%j has a sentence of its own", (typed, sentence) => {
    expect(message(day("New date").safeParse(typed))).toEqual([sentence]);
    if (typed?.trim())
      expect(message(optionalDay("New date").safeParse(typed))).toEqual([sentence]);
    else expect(optionalDay("New date").parse(typed)).toBeUndefined();
  });
  test.each(["2000-01-01", "2028-02-29", "2199-12-31"])("%j is", (typed) =>
    expect(day("New date").parse(typed)).toBe(typed),
  );
  test("says so beside its own field", () => {
    const typed = { projectId: crypto.randomUUID(), title: "Draft", holder: "FREELANCER" };
    expect(
      message(
        newDeadline.safeParse({ ...typed, promisedOn: "9999-12-31", targetOn: "1900-01-01" }),
      ),
    ).toEqual([
      "Promised for: this day is too far ahead. Choose a day before 2200.",
      "Private target date: this day is too far in the past. Choose a day from 2000 or later.",
    ]);
    expect(message(studioSettings.shape.daysOff.safeParse("9999-12-31"))).toEqual([
      "Own days off: this day is too far ahead. Choose a day before 2200.",
    ]);
  });
});

test("24:00 is told how to be written", () => {
  const sentence = "the last time of a day is 23:59. Please write 23:59 instead of 24:00.";
  expect(message(firstSteps.shape.closesAt.safeParse("24:00"))).toEqual([`Until: ${sentence}`]);
  expect(message(studioSettings.shape.hours1.safeParse("09:00–24:00"))).toEqual([
    `Monday: ${sentence}`,
  ]);
  expect(studioSettings.shape.hours1.parse("09:00–23:59")).toEqual([["09:00", "23:59"]]);
  expect(firstSteps.shape.closesAt.parse("23:59")).toBe("23:59");
});
