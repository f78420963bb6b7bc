import { describe, expect, test } from "vitest";
import { factIn, withFact, type Fact, type Standing } from "@/features/emails/events/rules";
import { providerEvent } from "@/features/emails/events/schema";
import { eventAbout, type EventType } from "@tests/support/webhooks";

const email = { id: "01a1ffe0-0000-7000-8000-000000000000" };
const read = (type: EventType, data?: Record<string, unknown>) =>
  factIn(providerEvent.parse(JSON.parse(eventAbout(type, email, { data }))));
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute));

describe("an event", () => {
  test.each<[EventType, Record<string, unknown> | undefined, Partial<Fact>]>([
    ["email.sent", undefined, { kind: "sent" }],
    ["email.delivery_delayed", undefined, { kind: "sent" }],
    ["email.delivered", undefined, { kind: "delivered" }],
    [
      "email.bounced",
      undefined,
      {
        kind: "bounced",
        isForGood: true,
        why: "The address refused it permanently. The provider said: “550 5.1.1 There is no such mailbox.”",
      },
    ],
    [
      "email.bounced",
      { bounce: { type: "Transient", subType: "MailboxFull", message: "" } },
      { kind: "bounced", isForGood: false, why: "It bounced, possibly only for now." },
    ],
    ["email.bounced", { bounce: "nonsense" }, { kind: "bounced", isForGood: false }],
    ["email.complained", undefined, { kind: "complained", isForGood: true }],
    [
      "email.failed",
      undefined,
      {
        kind: "bounced",
        isForGood: false,
        why: "The provider could not send it. The provider said: “reached_daily_quota”",
      },
    ],
    ["email.suppressed", undefined, { kind: "bounced", isForGood: true }],
  ])("%s %j is a fact", (type, data, fact) => expect(read(type, data)).toMatchObject(fact));

  test("what the provider says is one short line", () => {
    const fact = read("email.bounced", {
      bounce: { type: "Permanent", message: `no\r\nsuch\u2028 box ${"x".repeat(9000)}` },
    });
    expect(fact).toMatchObject({ detail: expect.stringMatching(/^no such box x+$/) });
    expect("detail" in fact && fact.detail.length).toBe(300);
  });

  test.each([
    ["tags as a list", { tags: [{ name: "email", value: email.id }] }, email.id],
    ["no tags", { tags: undefined }, undefined],
    ["tags that are none", { tags: 7 }, undefined],
  ])("%s", (_case, data, id) =>
    expect(
      providerEvent.parse(JSON.parse(eventAbout("email.sent", email, { data }))).data.tags?.email,
    ).toBe(id),
  );

  test.each([
    ["another type", { type: "contact.created", data: {} }],
    ["no time", { type: "email.sent", data: { email_id: "x" } }],
    [
      "a time without a zone",
      { type: "email.sent", created_at: "2026-11-23T10:00:00", data: { email_id: "x" } },
    ],
    ["no email", { type: "email.sent", created_at: "2026-11-23T10:00:00Z", data: {} }],
    ["no object", 7],
  ])("%s is not taken", (_case, told) => expect(providerEvent.safeParse(told).success).toBe(false));
});

describe("every order of the same facts ends alike", () => {
  const facts: [Fact, Date][] = [
    [{ kind: "sent" }, at(0)],
    [{ kind: "delivered" }, at(1)],
    [{ kind: "bounced", isForGood: false, why: "later", detail: "" }, at(4)],
    [{ kind: "bounced", isForGood: true, why: "first", detail: "" }, at(2)],
    [{ kind: "complained", isForGood: true, why: "unwanted", detail: "" }, at(3)],
  ];
  const orders = <T>(all: T[]): T[][] =>
    all.length < 2
      ? [all]
      : all.flatMap((one, index) => orders(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));
  const ends = (start: Standing, of: typeof facts) =>
    of.reduce((standing, [fact, time]) => withFact(standing, fact, time), start);
  const waiting: Standing = {
    sentAt: null,
    settledAt: null,
    deliveredAt: null,
    bouncedAt: null,
    complainedAt: null,
    lastError: "It is not known whether it arrived.",
  };

  test.each([
    ["with a complaint", facts, { lastError: "unwanted", complainedAt: at(3) }],
    ["without", facts.slice(0, 4), { lastError: "first", complainedAt: null }],
  ])("%s", (_case, some, end) => {
    for (const order of orders([...some, some[1]!]))
      expect(ends(waiting, order)).toEqual({
        sentAt: at(0),
        settledAt: at(0),
        deliveredAt: at(1),
        bouncedAt: at(2),
        ...end,
      });
  });
  test("what was in doubt is not any more", () =>
    expect(ends(waiting, facts.slice(1, 2))).toMatchObject({
      sentAt: at(1),
      settledAt: at(1),
      lastError: null,
    }));
});
