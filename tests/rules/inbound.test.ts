import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HeldFor } from "@/db/enums";
import { readEmail } from "@/features/inbound/reading/read";
import {
  addressIn,
  isGivenUp,
  nextTryAt,
  whyHeld,
  type Facts,
  type Found,
} from "@/features/inbound/rules";
import { parseEnv } from "@/lib/env";
import { base32, fromBase32 } from "@/lib/tokens";
import { composeEmail } from "@/mail/compose";

const thread = { clientId: "c", projectId: "p", contactId: "i" };
const found: Found = {
  freelancerId: "f",
  route: "SENDER",
  thread,
  link: "works",
  contactAddress: "ines@example.com",
  clients: 1,
  ownAddress: "Mira@example.com",
};
const facts: Facts = {
  from: "ines@example.com",
  isVerified: true,
  content: "whole",
  automatic: null,
  isUnreadable: false,
  lately: 0,
  automaticToday: 0,
};
const byAddress = { ...found, route: "REPLY_ADDRESS" as const };
const byAnswer = { ...found, route: "MESSAGE_ID" as const };
const forged = { ...facts, isVerified: false };
const other = { ...facts, from: "rui@example.com" };

describe("an email goes into its thread, or is held", () => {
  test.each<[string, Found, Facts, HeldFor | null]>([
    ["by its sender", found, facts, null],
    ["by a forged sender", found, forged, "UNVERIFIED"],
    ["by the email it answers", byAnswer, facts, null],
    ["by the email it answers, forged", byAnswer, forged, "UNVERIFIED"],
    ["by the email it answers, from somebody else", byAnswer, other, "OTHER_SENDER"],
    ["by the secret address", byAddress, facts, null],
    ["by the secret address, forged", byAddress, forged, null],
    ["by the secret address, from somebody else", byAddress, other, null],
    ["by a revoked address", { ...byAddress, link: "revoked" }, facts, "LINK_REVOKED"],
    ["by an old address", { ...byAddress, link: "renewed" }, facts, "LINK_RENEWED"],
    ["by an address that ran out", { ...byAddress, link: "over" }, facts, "LINK_OVER"],
    ["by nobody's contact", { ...found, thread: null, clients: 0 }, facts, "UNKNOWN_SENDER"],
    ["by two clients' contact", { ...found, thread: null, clients: 2 }, facts, "SEVERAL_CLIENTS"],
    ["by the freelancer", byAddress, { ...facts, from: "mira@example.com" }, "OWN_ADDRESS"],
    [
      "by a freelancer who is their own client",
      { ...byAddress, contactAddress: "mira@example.com" },
      { ...facts, from: "mira@example.com" },
      null,
    ],
    ["too large", byAddress, { ...facts, content: "too large" }, "TOO_LARGE"],
    ["never fetched", byAddress, { ...facts, content: "not fetched" }, "NOT_FETCHED"],
    ["the 30th within ten minutes", byAddress, { ...facts, lately: 29 }, null],
    ["the 31st within ten minutes", byAddress, { ...facts, lately: 30 }, "TOO_MANY"],
    ["a program's fifth", byAddress, { ...facts, automatic: "auto", automaticToday: 4 }, null],
    ["a program's sixth", byAddress, { ...facts, automatic: "auto", automaticToday: 5 }, "LOOP"],
    ["a loop", byAddress, { ...facts, automatic: "loop" }, "LOOP"],
    ["unreadable", byAddress, { ...facts, isUnreadable: true }, "UNREADABLE"],
    // The less certain it is whose it is, the less its size matters.
    ["forged and too large", found, { ...forged, content: "too large" }, "UNVERIFIED"],
  ])("%s", (_what, whose, email, why) => {
    expect(whyHeld(whose, email)).toBe(why);
  });
});

test("a fetch is tried after 1, 2, 4 … minutes, then hourly, for three days", () => {
  const now = new Date("2026-11-27T09:00:00Z");
  const minutes = (tries: number) => (nextTryAt(tries, now).getTime() - now.getTime()) / 60_000;
  expect([0, 1, 2, 3, 4, 5, 6, 7, 500].map(minutes)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  expect([isGivenUp(now, after(72)), isGivenUp(now, after(72.1))]).toEqual([false, true]);
});

test.each([
  ["Ines Duarte <Ines@Example.com>", { name: "Ines Duarte", address: "ines@example.com" }],
  ['"Duarte, Ines" <ines@example.com>', { name: "Duarte, Ines", address: "ines@example.com" }],
  ["ines@example.com", { name: "", address: "ines@example.com" }],
  ["", { name: "", address: "" }],
])("what From says: %s", (from, is) => {
  expect(addressIn(from)).toEqual(is);
});

test("base32 survives being lower-cased, and comes back", () => {
  // RFC 4648, section 10.
  expect(base32(Buffer.from("foobar"))).toBe("mzxw6ytboi");
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const written = base32(bytes);
      expect(written).toBe(written.toLowerCase());
      expect(Buffer.from(fromBase32(written))).toEqual(Buffer.from(bytes));
    }),
  );
});

test("an email that is composed reads as it was written", async () => {
  const email = await readEmail(
    composeEmail({
      from: { name: "Inês Duarte 🗺", address: "ines@example.com" },
      to: "reply+abc@in.example.com",
      subject:
        "Re: Die Karte der neun Leuchttürme, mit dem Weg von Süden und allem, was dazugehört",
      messageId: "<one@example.com>",
      date: new Date("2026-11-27T09:12:00Z"),
      text: "Sexta está bem.\n\n.\nFrom here on: 👍",
      attachments: [
        { name: "mapa, final.pdf", type: "application/pdf", bytes: Buffer.from("%PDF-") },
      ],
      headers: [["X-Odd", "one\r\nBcc: eve@elsewhere.example"]],
    }),
  );
  expect(email).toMatchObject({
    from: { name: "Inês Duarte 🗺", address: "ines@example.com" },
    subject: "Re: Die Karte der neun Leuchttürme, mit dem Weg von Süden und allem, was dazugehört",
    messageId: "<one@example.com>",
    date: new Date("2026-11-27T09:12:00Z"),
    attachments: [{ name: "mapa, final.pdf", type: "application/pdf" }],
  });
  expect(email.text.trim()).toBe("Sexta está bem.\n\n.\nFrom here on: 👍");
  expect(email.headers.some(({ key }) => key === "bcc")).toBe(false);
});

describe("the domain that receives email", () => {
  const base = {
    DATABASE_URL: "postgresql://localhost/uptomark",
    APP_URL: "https://portal.example.com",
    APP_SECRET: "a secret for the tests alone, of no worth",
  };
  test.each([
    ["in.example.com", "in.example.com"],
    ["In.Example.COM", "in.example.com"],
    ["", undefined],
  ])("%s is taken", (said, is) => {
    expect(parseEnv({ ...base, INBOUND_DOMAIN: said }).INBOUND_DOMAIN).toBe(is);
  });

  test.each(["mail@in.example.com", "https://in.example.com", "localhost", "in example.com"])(
    "%s is refused with what it should be",
    (said) => {
      expect(() => parseEnv({ ...base, INBOUND_DOMAIN: said })).toThrow(
        "INBOUND_DOMAIN must be a domain alone, like in.example.com: no @ and no https://",
      );
    },
  );

  test("needs the secret by which a reply is told from a forged one", () => {
    const provider = { RESEND_API_KEY: "re_12345678", MAIL_FROM: "emails@example.com" };
    expect(() => parseEnv({ ...base, ...provider, INBOUND_DOMAIN: "in.example.com" })).toThrow(
      "RESEND_WEBHOOK_SECRET is needed with INBOUND_DOMAIN",
    );
  });
});
