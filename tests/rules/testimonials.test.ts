import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineOf } from "@/features/testimonials/wall/components/wall-page";
import type { WallFacts } from "@/features/testimonials/wall/queries";
import {
  answeredWithin,
  hiddenOf,
  isReserved,
  proposedSlug,
} from "@/features/testimonials/wall/rules";
import { wallAddress } from "@/features/testimonials/wall/schema";
import { wallSql } from "@/features/testimonials/wall/sql";
import { isPublic, testimonialStatusOf } from "@/features/testimonials/rules";
import { hiding, newTestimonial, publicReply } from "@/features/testimonials/schema";
import { whyNot, type StopFacts } from "@/features/follow-ups/rules";
import { weekOf } from "@/features/studio/rules";
import { localeOf } from "@/language/locale";

const now = new Date("2026-11-30T09:30:00Z");
const first = (error: { issues: { message: string }[] } | undefined) => error?.issues[0]?.message;

describe("a wall's address", () => {
  test.each([
    ["studio-holm", "studio-holm"],
    ["  Studio-Holm ", "studio-holm"],
    ["a1b", "a1b"],
    ["a".repeat(40), "a".repeat(40)],
  ])("takes %j", (typed, slug) => expect(wallAddress.parse({ slug: typed })).toEqual({ slug }));

  test.each([
    ["", "at least 3 characters"],
    ["ab", "at least 3 characters"],
    ["a".repeat(41), "at most 40 characters"],
    ["a".repeat(10_000), "at most 40 characters"],
    ["-holm", "a to z, digits and single hyphens"],
    ["holm-", "a to z, digits and single hyphens"],
    ["studio--holm", "a to z, digits and single hyphens"],
    ["studio holm", "a to z, digits and single hyphens"],
    ["studio/holm", "a to z, digits and single hyphens"],
    ["stüdio", "a to z, digits and single hyphens"],
    ["<b>holm</b>", "a to z, digits and single hyphens"],
    ["holm.json", "a to z, digits and single hyphens"],
    [undefined, "please enter one"],
  ])("refuses %j: %s", (slug, why) => {
    const { error } = wallAddress.safeParse({ slug });
    expect(first(error)).toMatch(/^Address: /);
    expect(first(error)).toContain(why);
  });

  test("is not one that reads as ours", () => {
    for (const slug of ["uptomark", "support", "api", "sign-in", "embed", "json"])
      expect(isReserved(slug), slug).toBe(true);
    for (const slug of ["studio-holm", "support-holm", "uptomark-fan"])
      expect(isReserved(slug), slug).toBe(false);
  });

  test.each([
    ["Studio Holm", "studio-holm"],
    ["  Café & Söhne, GmbH ", "cafe-sohne-gmbh"],
    ["東京", ""],
    ["X", ""],
    ["Support", ""],
    ["Lindqvist & Daughters, bookbinders since 1871", "lindqvist-daughters-bookbinders-since-18"],
  ])("is proposed for %j: %j", (name, slug) => expect(proposedSlug(name)).toBe(slug));

  test("that is proposed can be taken as it is", () =>
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const slug = proposedSlug(name);
        if (slug) expect(wallAddress.parse({ slug })).toEqual({ slug });
      }),
    ));
});

const whole = { quote: "Good.", shownName: "Ines", consent: "I agree." };

describe("what is said in public", () => {
  test.each([
    ["quote", "x".repeat(1000), null],
    ["quote", "x".repeat(1001), "keep it under 1,000 characters"],
    ["quote", "<b>bold</b>\r\nand a line", null],
    ["quote", " \u200b ", "please write something"],
    ["quote", "a\u0000b", "control character"],
    ["shownName", "n".repeat(100), null],
    ["shownName", "n".repeat(101), "at most 100 characters"],
    ["shownName", "👨‍👩‍👧‍👦".repeat(100), null],
    ["shownName", "👨‍👩‍👧‍👦".repeat(101), "at most 100 characters"],
    ["shownName", "é".normalize("NFD").repeat(100), null],
    ["shownName", "z".repeat(10_000), "at most 100 characters"],
    ["shownName", "", "please enter"],
    ["shownName", "two\nlines", "on one line"],
    ["shownName", "www.example.com", "looks like an address"],
    ["consent", "", "please tick the box"],
    ["consent", undefined, "please tick the box"],
  ])("in %s, %j: %s", (field, value, why) => {
    const { error } = newTestimonial.safeParse({ ...whole, [field]: value });
    if (why === null) expect(first(error)).toBeUndefined();
    else expect(first(error)).toContain(why);
  });

  test("is hidden for one of two reasons alone, with what exactly", () => {
    const testimonialId = "0199c2f1-7a3e-7b52-9d1e-5f00ab12cd34";
    const wholeHiding = { testimonialId, hiddenFor: "OFF_TOPIC", why: "A bakery." };
    expect(hiding.safeParse(wholeHiding).success).toBe(true);
    for (const hiddenFor of ["NOT_UP_TO_MARK", "LOW_SCORE", "", undefined])
      expect(first(hiding.safeParse({ ...wholeHiding, hiddenFor }).error)).toContain(
        "Nothing is hidden for being critical.",
      );
    expect(hiding.safeParse({ ...wholeHiding, why: " " }).success).toBe(false);
    expect(publicReply.safeParse({ testimonialId, text: "x".repeat(1001) }).success).toBe(false);
  });
});

describe("a testimonial's status", () => {
  const never = { givenAt: null, editedAt: null, removedAt: null, hiddenAt: null };
  test.each([
    ["asked", never, false],
    ["given", { ...never, givenAt: now }, true],
    ["edited", { ...never, givenAt: now, editedAt: now }, true],
    ["hidden", { ...never, givenAt: now, editedAt: now, hiddenAt: now }, false],
    ["removed", { ...never, givenAt: now, removedAt: now }, false],
    ["removed", { ...never, givenAt: now, removedAt: now, hiddenAt: now }, false],
  ] as const)("is %s", (status, times, shown) => {
    expect([testimonialStatusOf(times), isPublic(times)]).toEqual([status, shown]);
  });
});

describe("the order", () => {
  test("is the newest first, and the contents of a wall read no verdict at all", () => {
    expect(wallSql).not.toMatch(/verdict|effort/i);
    expect(wallSql.match(/ORDER BY [^)\n]*/g)).toEqual([
      'ORDER BY q."givenAt" DESC, q."id" DESC',
      'ORDER BY t."givenAt" DESC, t."id" DESC LIMIT $3',
    ]);
  });
});

describe("the line", () => {
  const line = (counts: Partial<WallFacts>, language: "en" | "de" | "fr" = "en") =>
    lineOf(localeOf(language), {
      asked: 1200,
      answered: 9,
      shown: 7,
      hidden: {},
      ...counts,
    } as WallFacts);

  test.each([
    [{}, "1,200 asked, 9 answered, 7 shown, none hidden for its score."],
    [
      { asked: 0, answered: 0, shown: 0 },
      "0 asked, 0 answered, 0 shown, none hidden for its score.",
    ],
    [
      { hidden: { OFF_TOPIC: 1 } },
      "1,200 asked, 9 answered, 7 shown, 1 hidden (1 off topic), none for its score.",
    ],
    [
      { hidden: { OFF_TOPIC: 1, UNLAWFUL: 2 } },
      "1,200 asked, 9 answered, 7 shown, 3 hidden (2 unlawful, 1 off topic), none for its score.",
    ],
  ])("for %j", (counts, said) => expect(line(counts)).toBe(said));

  test("is in its reader's language", () => {
    expect(line({ asked: 12 }, "de")).toBe(
      "12 gefragt, 9 geantwortet, 7 gezeigt, nichts wegen der Bewertung verborgen.",
    );
    expect(line({ hidden: { UNLAWFUL: 1 } }, "fr")).toContain("1 masqués (1 pour illégalité)");
  });

  test("sums what is hidden", () => {
    const counts = { asked: 1, answered: 1, shown: 0, hidden: { UNLAWFUL: 2, OFF_TOPIC: 0 } };
    expect(hiddenOf(counts)).toEqual({
      total: 2,
      reasons: [{ hiddenFor: "UNLAWFUL", count: 2 }],
    });
  });
});

describe("the time a reply took", () => {
  const working = {
    hours: weekOf(["1", "2", "3", "4", "5"], "09:00", "17:00"),
    zone: "Europe/Copenhagen",
    isOff: (day: string) => day === "2026-12-25",
  };
  const at = (time: string) => new Date(`2026-${time}:00+01:00`);
  test.each([
    ["at once", "11-30T10:00", "11-30T10:00", { unit: "hours", count: 1 }],
    ["the same morning", "11-30T10:00", "11-30T12:30", { unit: "hours", count: 3 }],
    ["to the minute", "11-30T10:00", "11-30T13:00", { unit: "hours", count: 3 }],
    ["over a night", "11-30T16:00", "12-01T10:00", { unit: "hours", count: 2 }],
    ["over a weekend", "11-27T16:00", "11-30T10:00", { unit: "hours", count: 2 }],
    ["given on Saturday", "11-28T12:00", "11-30T10:00", { unit: "hours", count: 1 }],
    ["given and answered on Saturday", "11-28T12:00", "11-28T13:00", { unit: "hours", count: 1 }],
    ["a whole day", "11-30T09:00", "11-30T17:00", { unit: "hours", count: 8 }],
    ["the next afternoon", "11-30T10:00", "12-01T16:00", { unit: "days", count: 2 }],
    ["the day after, earlier", "11-30T10:00", "12-02T09:30", { unit: "days", count: 2 }],
    ["over a holiday", "12-24T10:00", "12-28T12:00", { unit: "days", count: 2 }],
    ["a month", "11-02T10:00", "11-30T10:00", { unit: "days", count: 20 }],
  ] as const)("%s", (_case, given, replied, took) =>
    expect(answeredWithin(at(given), at(replied), working)).toEqual(took),
  );

  test("is not told for a studio without working hours", () => {
    const none = { ...working, hours: weekOf([], "09:00", "17:00") };
    expect(answeredWithin(at("11-30T10:00"), at("11-30T12:00"), none)).toBeNull();
  });
});

describe("whether somebody is invited", () => {
  const facts: StopFacts = {
    kind: "TESTIMONIAL",
    turnedOffAt: null,
    completedAt: now,
    optedOutAt: null,
    suppressedFor: null,
    caseOpenedAt: null,
    hasOpenProject: false,
    lastAskedAt: now,
    lastInvitedAt: null,
    hasWall: true,
    coolDownDays: 60,
    survey: { answeredAt: now, expiresAt: now, invitation: "sent" },
  };
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  test.each<[string, Partial<StopFacts>, string | null]>([
    ["everyone who answered is", {}, null],
    ["nobody who did not answer", { survey: null }, "The question has no answer."],
    ["nobody without a wall", { hasWall: false }, "You have no wall"],
    ["nobody while a case is open", { caseOpenedAt: now }, "A case is open with this client."],
    ["nobody who unsubscribed", { optedOutAt: now }, "unsubscribed"],
    ["nobody about an open project", { completedAt: null }, "open again"],
    ["nobody at an address that bounced", { suppressedFor: "BOUNCED" }, "bounced"],
    ["nobody when it is off", { turnedOffAt: now }, "You turned testimonial invitations off."],
    [
      "nobody twice within the cool-down",
      { lastInvitedAt: daysAgo(59) },
      "within the last 60 days",
    ],
    ["again after it", { lastInvitedAt: daysAgo(60) }, null],
  ])("%s", (_case, more, why) => {
    const said = whyNot({ ...facts, ...more }, now);
    if (why === null) expect(said).toBeNull();
    else expect(said).toContain(why);
  });
});
