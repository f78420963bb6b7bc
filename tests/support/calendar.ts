import ICAL from "ical.js";
import { expect } from "vitest";

/**
 * A feed as a calendar client reads it: by ical.js, which throws at whatever it does not understand. It
 * also has to be what RFC 5545 asks for and such a client forgives.
 */
export function readFeed(text: string) {
  for (const line of text.split("\r\n"))
    expect(Buffer.byteLength(line), "no line is longer than 75 bytes").toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const calendar = new ICAL.Component(ICAL.parse(text));
  expect([
    calendar.getFirstPropertyValue("version"),
    typeof calendar.getFirstPropertyValue("prodid"),
  ]).toEqual(["2.0", "string"]);
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    for (const name of ["uid", "dtstamp", "dtstart", "dtend", "summary", "sequence", "status"])
      expect(component.getAllProperties(name), name).toHaveLength(1);
    expect([event.startDate.isDate, event.endDate.isDate]).toEqual([true, true]);
    return {
      uid: event.uid,
      on: event.startDate.toString(),
      until: event.endDate.toString(),
      title: event.summary,
      about: event.description,
      sequence: event.sequence,
      status: component.getFirstPropertyValue("status"),
      class: component.getFirstPropertyValue("class"),
      changed: String(component.getFirstPropertyValue("last-modified")),
    };
  });
  expect(new Set(events.map((event) => event.uid)).size, "every event has a UID of its own").toBe(
    events.length,
  );
  return events;
}
