import { describe, expect, test } from "vitest";
import { judge, type LeaseFacts } from "@/features/emails/delivery/rules";
import { isElsewhere } from "@/features/emails/quarantine/rules";
import { contactHoursOf } from "@/lib/contact-hours";

/** A Monday, 10:00 in Lisbon. */
const NOW = new Date("2026-11-23T10:00:00Z");
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const lisbon = contactHoursOf(
  { zone: "Europe/Lisbon", country: "PT" },
  { zone: "Europe/Copenhagen", country: null, followUpsFrom: "09:00", followUpsUntil: "17:30" },
);

type Email = LeaseFacts["email"];
const email: Email = {
  kind: "message.posted",
  freelancerId: "f",
  createdAt: ago(1),
  sendAt: ago(0.1),
  postponedFrom: null,
  purpose: "PROJECT",
  inHours: false,
  frozenAt: null,
  accountId: null,
  lastError: null,
};
const facts = (over: Partial<Email> = {}, around: Partial<LeaseFacts> = {}): LeaseFacts => ({
  email: { ...email, ...over },
  accountId: "install",
  isRepeatable: true,
  suppressed: null,
  optedOutAt: null,
  removedAt: null,
  contactHours: lisbon,
  factNow: null,
  ...around,
});

describe("a check-back", () => {
  const completed = { completedAt: ago(1), answeredAt: null };
  const judged = (thankYouAt: Date | null) =>
    judge(facts({ kind: "survey.invited" }, { factNow: { ...completed, thankYouAt } }), NOW);

  test("goes where no thank-you waits", () => expect(judged(null)).toEqual({ kind: "go" }));

  test.each([
    ["that is due, a moment", ago(0.1), NOW],
    ["that was moved by a week, until then", ago(-7 * 24), ago(-7 * 24)],
  ])("waits for a thank-you %s", (_case, thankYouAt, until) =>
    expect(judged(thankYouAt)).toEqual({ kind: "later", until: new Date(+until + 1_000) }),
  );
});

describe("a leased email", () => {
  test.each<[string, LeaseFacts, string]>([
    ["goes", facts(), "go"],
    ["tried before goes where two attempts are one", facts({ frozenAt: ago(1) }), "go"],
    [
      "tried before is asked about where they could be two",
      facts({ frozenAt: ago(1) }, { isRepeatable: false }),
      "review",
    ],
    ["to an address that bounced stops", facts({}, { suppressed: "BOUNCED" }), "stop"],
    ["to one who complained stops", facts({}, { suppressed: "COMPLAINED" }), "stop"],
    [
      "that asks one who wants no surveys stops",
      facts({ purpose: "SURVEY" }, { optedOutAt: ago(1) }),
      "stop",
    ],
    [
      "that gathers work for one who wants no digests stops",
      facts({ purpose: "DIGEST" }, { optedOutAt: ago(1) }),
      "stop",
    ],
    ["about a project goes to one who wants no surveys", facts({}, { optedOutAt: ago(1) }), "go"],
    ["13 days late goes", facts({ sendAt: ago(13 * 24) }), "go"],
    ["more than 14 days late is asked about", facts({ sendAt: ago(14 * 24 + 1) }), "review"],
    [
      "put off until now, 15 days after its time, is asked about",
      facts({ sendAt: ago(0), postponedFrom: ago(15 * 24) }),
      "review",
    ],
    [
      "of sign-in, eleven minutes old, stops",
      facts({ kind: "sign-in.requested", freelancerId: null, createdAt: ago(11 / 60) }),
      "stop",
    ],
    [
      "of sign-in, nine minutes old, goes",
      facts({ kind: "sign-in.requested", freelancerId: null, createdAt: ago(9 / 60) }),
      "go",
    ],
    [
      "in doubt goes again within the window",
      facts({ frozenAt: ago(19), accountId: "install" }),
      "go",
    ],
    [
      "in doubt past the window is asked about",
      facts({ frozenAt: ago(21), accountId: "install" }),
      "review",
    ],
    [
      "in doubt by another account is asked about",
      facts({ frozenAt: ago(1), accountId: "another" }),
      "review",
    ],
    [
      "in doubt, from before accounts were written down, goes",
      facts({ frozenAt: ago(1), accountId: null }),
      "go",
    ],
    [
      "in doubt to one who complained meanwhile stops",
      facts({ frozenAt: ago(1), accountId: "install" }, { suppressed: "COMPLAINED" }),
      "stop",
    ],
  ])("%s", (_case, given, kind) => expect(judge(given, NOW).kind).toBe(kind));

  const friday = (time: string) => new Date(`2026-11-27T${time}:00Z`);
  test("for working hours waits for the client's morning, over a weekend and a holiday", () => {
    // Monday 30 November is an ordinary day; Tuesday 1 December, Restauração, is not.
    expect(judge(facts({ inHours: true, sendAt: friday("17:29") }), friday("17:29"))).toEqual({
      kind: "go",
    });
    expect(judge(facts({ inHours: true, sendAt: friday("17:30") }), friday("17:30"))).toEqual({
      kind: "later",
      until: new Date("2026-11-30T09:30:00Z"),
    });
    const monday = new Date("2026-11-30T18:00:00Z");
    expect(judge(facts({ inHours: true, sendAt: monday }), monday)).toEqual({
      kind: "later",
      until: new Date("2026-12-02T09:30:00Z"),
    });
  });
  test("sent now by its freelancer goes at any hour", () => {
    expect(judge(facts({ inHours: false, sendAt: friday("22:00") }), friday("22:00")).kind).toBe(
      "go",
    );
  });
  test("in doubt is finished within two hours, then waits for the morning if the window lasts until then", () => {
    const tried = { inHours: true, frozenAt: friday("16:00"), accountId: "install" };
    expect(judge(facts(tried), friday("17:59")).kind).toBe("go");
    // The morning is Monday's: the window does not last.
    expect(judge(facts(tried), friday("18:30")).kind).toBe("review");
    const thursday = { ...tried, frozenAt: new Date("2026-11-26T16:00:00Z") };
    expect(judge(facts(thursday), new Date("2026-11-26T19:00:00Z"))).toEqual({
      kind: "later",
      until: new Date("2026-11-27T09:30:00Z"),
    });
  });
});

describe("a database", () => {
  const here = { systemIdentifier: "1", timeline: "1", databaseOid: "5" };
  test.each([
    ["that is the same", {}, false],
    ["in another server", { systemIdentifier: "2" }, true],
    ["of another number", { databaseOid: "6" }, true],
    ["on another timeline", { timeline: "2" }, true],
    ["whose server may not be read", { systemIdentifier: "", timeline: "" }, false],
  ])("%s", (_case, change, differs) =>
    expect(isElsewhere(here, { ...here, ...change }) !== null).toBe(differs),
  );
});
