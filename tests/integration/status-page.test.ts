import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { StatusPage } from "@/app/(client)/p/status-page";
import type { StatusPageFacts } from "@/features/projects/status/queries";
import { weekOf } from "@/features/studio/rules";
import { localeOf } from "@/language/locale";

const FRIDAY = "2026-11-27";
const locale = localeOf("en");
/** Friday evening in Copenhagen, Saturday in Auckland, Friday afternoon in New York. */
const BEFORE_MIDNIGHT = new Date("2026-11-27T22:30:00Z");
/** Saturday in Copenhagen and Auckland, still Friday in New York. */
const AFTER_MIDNIGHT = new Date("2026-11-27T23:30:00Z");

function page(zone: string, now: Date, holder: "FREELANCER" | "CLIENT" = "FREELANCER"): string {
  const facts: StatusPageFacts = {
    contact: { name: "Ines Duarte", zone, language: "en", updateFrequency: "DAILY" },
    clientName: "Duarte Lighthouse Tours",
    studio: {
      freelancerName: "Mira Holm",
      welcome: "",
      seenOffAt: null,
      accent: null,
      siteUrl: null,
      logo: null,
      name: "Studio Holm",
      zone: "Europe/Copenhagen",
      hours: weekOf(["1", "2", "3", "4", "5"], "09:00", "17:00"),
      country: null,
      daysOff: [],
    },
    projects: [],
    moreProjects: null,
    thread: [],
    moreThread: null,
    pledges: [],
    requests: [],
    links: [],
    files: [
      {
        id: "f",
        name: "map.pdf",
        bytes: 1,
        storedAt: now,
        by: null,
        isOwn: false,
        messageId: null,
        projectId: "p",
        previewWidth: null,
        previewHeight: null,
      },
    ],
    project: {
      id: "0199c2f1-7a3e-7b52-9d1e-5f00ab12cd34",
      title: "The lighthouse map",
      summary: "",
      completedAt: null,
      completesAt: null,
      signOffs: [],
      cancelledAt: null,
      remedies: [],
      survey: null,
      deadlines: [
        {
          id: "d",
          title: "The draft",
          promisedOn: FRIDAY,
          holder,
          metAt: null,
          droppedAt: null,
          createdAt: now,
          moves: [],
        },
      ],
      notes: [{ id: "n", text: "Coloured the cliffs.", shownAt: now }],
      moreNotes: null,
      extras: [],
    },
  };
  return renderToStaticMarkup(createElement(StatusPage, { locale, facts, path: "/p/token", now }));
}

const todaysOf = (html: string) => ({
  line: /Today<\/span><span[^>]*>([^<]+)</.exec(html)?.[1],
  work: /<time dateTime="([^"]+)"/i.exec(html)?.[1],
  file: /Mira Holm · ([^<]+)</.exec(html)?.[1],
});

describe("a status page", () => {
  test.each([
    ["Pacific/Auckland", "2026-11-28"],
    ["Europe/Copenhagen", FRIDAY],
    ["America/New_York", FRIDAY],
  ])("has one today, its reader's: %s", (zone, day) => {
    expect(todaysOf(page(zone, BEFORE_MIDNIGHT))).toEqual({
      line: locale.dayName(day, day),
      work: day,
      file: locale.dayAndDistance(day, day),
    });
    expect(page(zone, BEFORE_MIDNIGHT).split(locale.zoneName(zone))).toHaveLength(2);
  });

  test.each(["Pacific/Auckland", "Europe/Copenhagen", "America/New_York"])(
    "calls no promise late before the studio's midnight: %s",
    (zone) => expect(page(zone, BEFORE_MIDNIGHT)).not.toContain(locale.t("page.late")),
  );

  test.each([
    ["Pacific/Auckland", true],
    ["Europe/Copenhagen", true],
    ["America/New_York", false],
  ])("calls it late once the day is over in both places: %s", (zone, isLate) => {
    expect(page(zone, AFTER_MIDNIGHT).includes(locale.t("page.late"))).toBe(isLate);
  });

  test("says an overdue task of the client's own is still needed", () => {
    const html = page("Europe/Copenhagen", AFTER_MIDNIGHT, "CLIENT");
    expect(html).toContain(locale.t("page.lateYours"));
    expect(html).not.toContain(locale.t("page.late"));
    expect(page("Europe/Copenhagen", BEFORE_MIDNIGHT, "CLIENT")).not.toContain(
      locale.t("page.lateYours"),
    );
  });
});
