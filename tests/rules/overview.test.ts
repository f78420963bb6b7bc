import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { riskLimits, whyAtRisk } from "@/features/deadlines/rules";
import { addressOf, readAsked, turnOf } from "@/features/overview/rules";
import { addDays, dayIn, instantAt, type Day } from "@/lib/dates";
import { daysOff } from "@/lib/holidays";

const ID = "0190a1b2-0000-7000-8000-000000000001";
const asked = (search: Parameters<typeof readAsked>[0]) => readAsked(search)!;

describe("an address", () => {
  test("asks for open projects, the next date first, where it says nothing", () => {
    expect(readAsked({})).toEqual({ view: "list", state: "open", sort: "next", q: "" });
  });

  test.each([
    ["an unknown choice is the usual one", { state: "elsewhere", sort: "x", view: "y" }, {}],
    ["an empty field asks for nothing", { q: "  ", client: "" }, {}],
    ["the first of two counts", { q: ["map", "tea"] }, { q: "map" }],
    ["a null byte is left out", { q: "m\0ap" }, { q: "map" }],
    ["a long text is cut", { q: "m".repeat(500) }, { q: "m".repeat(120) }],
  ])("%s", (_name, search, said) => {
    expect(readAsked(search)).toEqual({
      view: "list",
      state: "open",
      sort: "next",
      q: "",
      ...said,
    });
  });

  test.each([{ client: "1" }, { after: "x" }, { from: "2026-02-30" }, { from: "x" }])(
    "is not found with %j",
    (search) => expect(readAsked(search)).toBeNull(),
  );

  test("is the same again after it was read", () => {
    const said =
      `/projects?view=timeline&state=late&sort=name&q=a+%26+b&client=${ID}` +
      `&from=2026-11-30&after=${ID}`;
    const one = asked(Object.fromEntries(new URL(said, "http://localhost").searchParams));
    expect(addressOf(one, { from: one.from, after: one.after })).toBe(said);
    expect(addressOf(asked({}))).toBe("/projects");
  });

  test("begins at the first page again when something else is asked", () => {
    const one = asked({ q: "map", after: ID, from: "2026-11-30" });
    expect(addressOf(one, { state: "late" })).toBe("/projects?state=late&q=map");
  });
});

describe("whose turn it is", () => {
  const at = new Date("2026-11-27T09:00:00Z");
  const next = (holder: "FREELANCER" | "CLIENT", isPut = false) => ({
    holder,
    promisedOn: "2026-12-01",
    isPut,
  });
  const [mine, theirs] = [next("FREELANCER"), next("CLIENT")];
  const delivered = next("FREELANCER", true);
  test.each([
    ["a message waits", at, theirs, null, "FREELANCER"],
    ["a message waits beside a delivery", at, delivered, "2026-11-30", "FREELANCER"],
    ["the next date is the client's", null, theirs, null, "CLIENT"],
    ["it is one's own", null, mine, null, "FREELANCER"],
    ["it was put before the client", null, delivered, null, "CLIENT"],
    ["something is asked of the client by then", null, mine, "2026-12-01", "CLIENT"],
    ["something is asked of them for later", null, mine, "2026-12-02", "FREELANCER"],
    ["something is asked of them and nothing promised", null, null, "2026-12-02", "CLIENT"],
    ["nothing is promised", null, null, null, null],
  ] as const)("where %s", (_name, waitingSince, one, askedOn, turn) =>
    expect(turnOf({ waitingSince, next: one, askedOn })).toBe(turn),
  );
});

test("the bounds of a risk say of each promise what the rule says", () => {
  const zone = "Europe/Copenhagen";
  const isOff = daysOff("DK", ["2026-12-07", "2026-12-08", "2026-12-09"]);
  const dayNear = fc.integer({ min: -20, max: 30 }).map((days) => addDays("2026-12-10", days));
  fc.assert(
    fc.property(
      dayNear,
      dayNear,
      fc.option(dayNear),
      fc.integer({ min: 0, max: 2 }),
      fc.constantFrom("FREELANCER" as const, "CLIENT" as const),
      fc.boolean(),
      (today: Day, promisedOn: Day, signOn, openChecklistItems, holder, isMarked) => {
        const lastSignAt = signOn ? instantAt(signOn, "23:30", zone) : null;
        const atRiskAt = isMarked ? instantAt(today, "09:00", zone) : null;
        const why = whyAtRisk(
          { promisedOn, metAt: null, holder, atRiskAt, lastSignAt, openChecklistItems },
          today,
          zone,
          isOff,
        );
        const limits = riskLimits(today, zone, isOff);
        const isQuiet = lastSignAt === null || lastSignAt < limits.quietBefore;
        const isLast = promisedOn <= limits.lastUntil && openChecklistItems > 0;
        const isNear = holder === "FREELANCER" && promisedOn <= limits.nearUntil;
        const isRisk = promisedOn >= today && (isMarked || (isNear && (isQuiet || isLast)));
        expect(isRisk).toBe(why !== null);
        expect(dayIn(zone, limits.quietBefore) <= today).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
