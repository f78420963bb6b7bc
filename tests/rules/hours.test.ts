import { describe, expect, test } from "vitest";
import { studioSettings } from "@/features/studio/schema";

const good = {
  freelancerName: "Mira Holm",
  name: "Studio Holm",
  zone: "Europe/Copenhagen",
  replyTo: "mira@example.com",
  language: "en",
  hours1: "09:00–17:00",
  hours2: "9:00-12:00, 14:00 to 18:00",
  hours3: "",
  hours4: " ",
  hours5: "00:00–23:59",
  hours6: "",
  hours7: "",
  country: "DK",
  daysOff: "2026-12-24\n2026-12-23, 2026-12-24",
  emailHoldSeconds: "600",
  batchSeconds: "300",
};

test("hours, split days and days off are read as they are typed", () => {
  expect(studioSettings.parse(good)).toMatchObject({
    hours1: [["09:00", "17:00"]],
    hours2: [
      ["09:00", "12:00"],
      ["14:00", "18:00"],
    ],
    hours3: [],
    hours4: [],
    daysOff: ["2026-12-23", "2026-12-24"],
    country: "DK",
  });
});

describe("what cannot be read is refused by name", () => {
  test.each([
    ["hours1", "nine to five", "Monday: please write it as"],
    [
      "hours1",
      "22:00–06:00",
      "Monday: a span ends on its own day, after it begins. A night shift is two",
    ],
    ["hours1", "09:00–09:00", "Monday: each span must end after it begins"],
    [
      "hours2",
      "09:00–13:00, 12:00–18:00",
      "Tuesday: each span must end after it begins, and after the one before it.",
    ],
    ["hours7", "09:00–25:00", "Sunday: please write it as"],
    ["daysOff", "2027-02-29", "Own days off: please write each day"],
    ["daysOff", "tomorrow", "Own days off: please write each day"],
    ["emailHoldSeconds", "", "Time to undo: please write a whole number."],
    ["emailHoldSeconds", "0x10", "Time to undo: please write a whole number."],
    ["zone", "Europe/Atlantis", "Time zone: this time zone is not known."],
  ])("%s %j", (field, value, message) => {
    const result = studioSettings.safeParse({ ...good, [field]: value });
    expect(result.error?.issues.map((issue) => issue.message).join(" ")).toContain(message);
    expect(result.error?.issues[0]?.path[0]).toBe(field);
  });
});
