import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { remoteAddress } from "@/auth/address";
import { headerText, mailbox } from "@/mail/freeze";
import { mayTakeOut, nextOf, standingOf } from "@/features/deadlines/rules";
import { emailStatusOf, isStillMine, pauseAfter, type EmailTimes } from "@/features/emails/rules";
import { inTime, readersOf, waitingSince, type ThreadLine } from "@/features/messages/rules";
import { surveyStateOf, isBelowMark } from "@/features/surveys/rules";
import { rank, type Need } from "@/features/today/needs";
import { parseEnv, trustedProxies } from "@/lib/env";
import { isLoopback } from "@/lib/loopback";

const SECRET = "a secret for the tests alone, of no worth";

const at = (text: string) => new Date(`2026-11-${text}:00Z`);

describe("deadlines", () => {
  test.each([
    ["met", "2026-11-01", at("02T10:00"), "met"],
    ["the day before", "2026-11-22", null, "late"],
    ["the day itself is not late", "2026-11-23", null, "near"],
    ["three working days ahead", "2026-11-26", null, "near"],
    ["four working days ahead", "2026-11-27", null, "ahead"],
  ])("%s", (_case, promisedOn, metAt, standing) =>
    expect(standingOf({ promisedOn, metAt }, "2026-11-23")).toBe(standing),
  );

  test("a weekend lengthens what counts as near", () =>
    expect(standingOf({ promisedOn: "2026-12-02", metAt: null }, "2026-11-27")).toBe("near"));
  test("next is the earliest that is not met", () =>
    expect(
      nextOf([
        { promisedOn: "2026-11-29", metAt: null },
        { promisedOn: "2026-11-20", metAt: at("20T10:00") },
        { promisedOn: "2026-11-25", metAt: null },
      ])?.promisedOn,
    ).toBe("2026-11-25"));
  test.each([
    [0, true],
    [600_000, true],
    [600_001, false],
  ])("%i ms after it was made it may be taken out: %s", (age, may) =>
    expect(
      mayTakeOut(
        { createdAt: at("23T10:00"), metAt: null, droppedAt: null },
        new Date(at("23T10:00").getTime() + age),
      ),
    ).toBe(may),
  );
  test("a met one may not be taken out", () =>
    expect(
      mayTakeOut(
        { createdAt: at("23T10:00"), metAt: at("23T10:01"), droppedAt: null },
        at("23T10:02"),
      ),
    ).toBe(false));
  test("a dropped one is neither next nor late, and not taken out", () => {
    const dropped = { promisedOn: "2026-11-01", metAt: null, droppedAt: at("02T10:00") };
    expect(standingOf(dropped, "2026-11-23")).toBe("dropped");
    expect(nextOf([dropped])).toBeNull();
    expect(mayTakeOut({ ...dropped, createdAt: at("23T10:00") }, at("23T10:01"))).toBe(false);
  });
});

describe("the thread", () => {
  const posted = {
    text: "Could the path be wider?",
    channel: "PORTAL",
    loggedAt: null,
    isAutomatic: false,
    heldUntil: null,
    noReplyAt: null,
  } as const;
  const mine = (text: string) => ({ ...posted, contactId: null, writtenAt: at(text) });
  const theirs = (text: string, contactId = "ines") => ({
    ...posted,
    contactId,
    writtenAt: at(text),
  });
  test.each([
    ["an empty thread waits for nobody", [], null],
    ["an answered one neither", [theirs("23T10:00"), mine("23T11:00")], null],
    [
      "several lines in a row wait since the first",
      [mine("23T09:00"), theirs("23T10:00"), theirs("23T10:05")],
      at("23T10:00"),
    ],
    ["the first word can be theirs", [theirs("23T10:00")], at("23T10:00")],
    [
      "a closing thanks waits for nothing",
      [theirs("23T10:00"), mine("23T11:00"), { ...theirs("23T12:00"), text: "Thanks, Mira!" }],
      null,
    ],
    ["an automatic reply neither", [{ ...theirs("23T10:00"), isAutomatic: true }], null],
    ["nor one that needs no reply", [{ ...theirs("23T10:00"), noReplyAt: at("23T11:00") }], null],
    [
      "a message that is held back is no answer yet",
      [theirs("23T10:00"), { ...mine("23T11:00"), heldUntil: at("24T09:00") }],
      at("23T10:00"),
    ],
    [
      "a call of theirs is an answer",
      [theirs("23T10:00"), { ...theirs("23T11:00"), channel: "PHONE", loggedAt: at("23T12:00") }],
      null,
    ],
    [
      "a WhatsApp message that was written down asks",
      [{ ...theirs("23T11:00"), channel: "WHATSAPP", loggedAt: at("23T12:00") }],
      at("23T11:00"),
    ],
  ] satisfies [string, ThreadLine[], Date | null][])("%s", (_case, lines, since) =>
    expect(waitingSince(lines)).toEqual(since),
  );
  test("what was sent is among what was said, by time", () => {
    const file = (id: string, text: string) => ({
      id,
      messageId: null as string | null,
      at: at(text),
      by: null,
      name: "map.pdf",
      size: "1 kB",
      href: "/",
    });
    const lines = [theirs("23T10:00"), mine("23T12:00")];
    const files = [file("late", "23T11:00"), file("early", "22T10:00")];
    // One that was sent with a message is below it.
    files.push({ ...file("bound", "23T11:30"), messageId: "of a line" });
    const order = (isWhole: boolean) =>
      inTime(lines, files, isWhole).map((one) => one.file?.id ?? one.line?.contactId ?? "mine");
    expect(order(true)).toEqual(["early", "ines", "late", "mine"]);
    expect(order(false)).toEqual(["ines", "late", "mine"]);
  });
  test("everyone who wrote is told, once", () =>
    expect(
      readersOf("ines", [
        theirs("23T10:00"),
        theirs("23T10:01", "rui"),
        theirs("23T10:02", "rui"),
        mine("23T10:03"),
      ]),
    ).toEqual(["ines", "rui"]));
});

describe("emails", () => {
  const fresh: EmailTimes = {
    sendAt: at("23T10:00"),
    frozenAt: null,
    attempts: 0,
    settledAt: null,
    sentAt: null,
    deliveredAt: null,
    bouncedAt: null,
    complainedAt: null,
    skippedAt: null,
    cancelledAt: null,
    needsReviewAt: null,
  };
  test.each<[string, Partial<EmailTimes>, string]>([
    ["before its time", { sendAt: at("23T10:01") }, "held"],
    ["at its time", {}, "queued"],
    ["frozen", { frozenAt: at("23T10:00") }, "trying"],
    ["sent", { frozenAt: at("23T10:00"), sentAt: at("23T10:00") }, "sent"],
    ["delivered", { sentAt: at("23T10:00"), deliveredAt: at("23T10:01") }, "delivered"],
    [
      "bounced after a delivery",
      { sentAt: at("23T10:00"), deliveredAt: at("23T10:01"), bouncedAt: at("23T10:02") },
      "bounced",
    ],
    [
      "complained of, whatever else",
      { sentAt: at("23T10:00"), bouncedAt: at("23T10:02"), complainedAt: at("23T10:01") },
      "complained",
    ],
    ["let be, and sent after all", { skippedAt: at("23T10:00"), sentAt: at("23T09:00") }, "sent"],
    ["skipped", { skippedAt: at("23T10:00") }, "skipped"],
    ["cancelled", { cancelledAt: at("23T10:00") }, "cancelled"],
    ["given up", { frozenAt: at("23T10:00"), needsReviewAt: at("23T10:00") }, "needs review"],
  ])("%s", (_case, times, status) =>
    expect(emailStatusOf({ ...fresh, ...times }, at("23T10:00"))).toBe(status),
  );
  test("only what is neither frozen nor settled is still mine", () => {
    expect(isStillMine({ frozenAt: null, settledAt: null })).toBe(true);
    expect(isStillMine({ frozenAt: at("23T10:00"), settledAt: null })).toBe(false);
    expect(isStillMine({ frozenAt: null, settledAt: at("23T10:00") })).toBe(false);
  });
  test("pauses grow to an hour", () => {
    expect([1, 2, 3, 9, 30].map((attempts) => pauseAfter(attempts))).toEqual([
      15, 30, 60, 3600, 3600,
    ]);
  });
  test("a header is one line without controls", () => {
    expect(headerText("Hello\r\nBcc: x@example.com\u0000\u2028 there")).toBe(
      "Hello Bcc: x@example.com there",
    );
    expect(mailbox('Ines "x" <evil@example.com>, you', "ines@example.com")).toBe(
      '"Ines \\"x\\" <evil@example.com>, you" <ines@example.com>',
    );
    expect(mailbox("", "ines@example.com")).toBe("ines@example.com");
  });
});

describe("surveys", () => {
  const expiresAt = at("30T00:00");
  test.each([
    ["unanswered", null, at("23T10:00"), "open"],
    ["too old", null, at("30T00:00"), "expired"],
    ["answered a week ago", at("16T10:00"), at("23T10:00"), "may revise"],
    ["answered 15 days ago", at("08T09:00"), at("23T10:00"), "answered"],
    ["answered, and past its end", at("29T10:00"), at("30T10:00"), "may revise"],
  ])("%s", (_case, firstAnsweredAt, now, state) =>
    expect(surveyStateOf({ expiresAt, firstAnsweredAt }, now)).toBe(state),
  );
  test("nearly is below the mark", () =>
    expect((["UP_TO_MARK", "NEARLY", "NOT_UP_TO_MARK"] as const).map(isBelowMark)).toEqual([
      false,
      true,
      true,
    ]));
});

test("a bad answer is before all else, the oldest first", () => {
  const common = { projectId: "p", project: "Map", who: "Ines" };
  const open = {
    about: "Map",
    who: "Ines",
    verdict: null,
    words: "",
    goalAt: null,
    apologizedAt: null,
    repliedAt: null,
    isRevoked: false,
  };
  const needs: Need[] = [
    { kind: "email scheduled", emailId: "l", subject: "s", who: "Ines", at: at("23T10:00") },
    { kind: "deadline late", deadlineId: "d", ...common, title: "Draft", promisedOn: "2026-11-01" },
    {
      kind: "message waiting",
      ...common,
      clientId: "i",
      messageId: "m",
      about: "Map",
      text: "t",
      wantsChanges: false,
      signOffs: [],
      at: at("22T10:00"),
      answerBy: at("23T10:00"),
    },
    { kind: "case unanswered, nearly", ...open, caseId: "n", at: at("20T10:00") },
    { kind: "case unanswered", ...open, caseId: "c", at: at("21T10:00") },
    { kind: "case to close", ...open, caseId: "o", at: at("19T10:00") },
  ];
  expect(rank(needs).map((need) => need.kind)).toEqual([
    "case unanswered",
    "deadline late",
    "message waiting",
    "case unanswered, nearly",
    "email scheduled",
    "case to close",
  ]);
});

describe("where a request came from", () => {
  test.each([
    ["no proxy: what a stranger claims is not believed", "1.2.3.4", 0, "9.9.9.9"],
    ["one proxy: the address it wrote", "6.6.6.6, 1.2.3.4", 1, "1.2.3.4"],
    ["two proxies: the one before the last", "6.6.6.6, 1.2.3.4, 10.0.0.1", 2, "1.2.3.4"],
    ["nonsense in the header", "<script>", 1, "9.9.9.9"],
    ["fewer hops than proxies", "1.2.3.4", 3, "9.9.9.9"],
    ["IPv6 counts by its /64", "2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"],
    ["shortened IPv6 too", "2001:DB8:1::9", 1, "2001:db8:1::/64"],
    ["IPv4 within IPv6 counts as IPv4", "::ffff:1.2.3.4", 1, "1.2.3.4"],
    ["a zone of a link is left out", "fe80::1%eth0", 1, "fe80::/64"],
  ])("%s", (_case, forwarded, proxies, address) =>
    expect(remoteAddress("9.9.9.9", forwarded, proxies)).toBe(address),
  );
  test.each([
    ["localhost:3000", true],
    ["127.0.0.1", true],
    ["[::1]:3000", true],
    ["::1", true],
    ["127.0.0.1.example.com", false],
    ["localhost.example.com:3000", false],
    ["10.0.0.1", false],
  ])("%s is loopback: %s", (host, expected) => expect(isLoopback(host)).toBe(expected));
});

test("behind https there is a proxy unless told otherwise", () => {
  const APP_URL = "https://portal.example.com";
  expect([
    trustedProxies({ APP_URL, TRUSTED_PROXIES: undefined }),
    trustedProxies({ APP_URL, TRUSTED_PROXIES: "2" }),
    trustedProxies({ APP_URL: "http://localhost:3000", TRUSTED_PROXIES: undefined }),
  ]).toEqual([1, 2, 0]);
});

test.each(["https://portal.example.com", "https://portal.example.com/", "http://[::1]:3000"])(
  "%s is an address to be reached at",
  (APP_URL) => {
    const rest = { DATABASE_URL: "postgresql://a:b@localhost/c", APP_SECRET: SECRET };
    expect(parseEnv({ ...rest, APP_URL }).APP_URL).toBe(APP_URL);
  },
);

test("made secrets are taken", () => {
  const rest = { DATABASE_URL: "postgresql://a:b@localhost/c", APP_URL: "http://localhost:3000" };
  for (let one = 0; one < 1000; one++) {
    const APP_SECRET = randomBytes(16).toString("hex");
    expect(parseEnv({ ...rest, APP_SECRET }).APP_SECRET).toBe(APP_SECRET);
  }
});

describe("the environment", () => {
  const good = {
    DATABASE_URL: "postgresql://a:b@localhost/c",
    APP_URL: "http://localhost:3000",
    APP_SECRET: SECRET,
  };
  const oidc = {
    OIDC_ISSUER: "https://id.example.com",
    OIDC_CLIENT_ID: "id",
    OIDC_CLIENT_SECRET: "hunter2",
  };
  test("what is needed is enough, and empty lines are absent ones", () =>
    expect(parseEnv({ ...good, RESEND_API_KEY: "", GOOGLE_CLIENT_ID: " " })).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      RESEND_API_KEY: undefined,
    }));
  test.each([
    ["APP_SECRET", { ...good, APP_SECRET: "hunter2-too-short" }],
    ["APP_SECRET", { ...good, APP_SECRET: undefined }],
    ["APP_SECRET is too easy to guess", { ...good, APP_SECRET: "hunter2".repeat(6) }],
    ["APP_SECRET is too easy to guess", { ...good, APP_SECRET: "a".repeat(32) }],
    ["APP_SECRET is too easy to guess", { ...good, APP_SECRET: "0123456789".repeat(4) }],
    ["APP_URL must be", { ...good, APP_URL: "https://portal.example.com/hunter2" }],
    ["APP_URL must be", { ...good, APP_URL: "https://portal.example.com/?a=hunter2" }],
    ["APP_URL must be", { ...good, APP_URL: "https://portal.example.com/#hunter2" }],
    ["APP_URL must be", { ...good, APP_URL: "https://mira:hunter2@portal.example.com" }],
    ["APP_URL", { ...good, APP_URL: "ftp://hunter2.example.com" }],
    ["DATABASE_URL", { ...good, DATABASE_URL: "mysql://secret@host/db" }],
    ["MAIL_FROM", { ...good, RESEND_API_KEY: "re_12345678" }],
    ["GITHUB_CLIENT_SECRET", { ...good, GITHUB_CLIENT_ID: "id" }],
    ["OIDC_ISSUER goes", { ...good, OIDC_CLIENT_ID: "id", OIDC_CLIENT_SECRET: "hunter2" }],
    [
      "OIDC_CLIENT_SECRET",
      { ...good, OIDC_ISSUER: "https://id.example.com", OIDC_CLIENT_ID: "id" },
    ],
    ["OIDC_ISSUER begins with http:", { ...good, ...oidc, OIDC_ISSUER: "http://id.example.com" }],
    ["OIDC_ISSUER", { ...good, ...oidc, OIDC_ISSUER: "hunter2" }],
  ])("%s is named, its value is not told", (name, variables) => {
    expect(() => parseEnv(variables)).toThrow(name);
    for (const value of ["hunter2", "secret@host", "re_12345678"])
      expect(() => parseEnv(variables)).not.toThrow(value);
  });
});
