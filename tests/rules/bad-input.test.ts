import fc from "fast-check";
import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { freeze, mailbox } from "@/mail/freeze";
import type { Words } from "@/mail/words";
import { changedContact, newClient, newContact, renamedClient } from "@/features/clients/schema";
import { savedAccount } from "@/features/emails/accounts/schema";
import { editedEmail } from "@/features/emails/schema";
import { newProject } from "@/features/projects/schema";
import { firstSteps } from "@/features/studio/schema";
import { address } from "@/lib/fields";

const email = address("Email address");
const messageFor = (text: string) => email.safeParse(text).error?.issues[0]?.message;
const ID = "01a1ffe0-0000-7000-8000-000000000000";

describe("an address", () => {
  test.each([
    ["ines@example.com", "ines@example.com"],
    ["  Ines.Duarte+maps@Example.COM ", "ines.duarte+maps@example.com"],
    ["o'neill@example.com", "o'neill@example.com"],
    ["ines@mail.büro.example", "ines@mail.xn--bro-hoa.example"],
    ["ines@例え.テスト", "ines@xn--r8jz45g.xn--zckzah"],
    ["ines@пример.рф", "ines@xn--e1afmkfd.xn--p1ai"],
    ["ines@xn--bro-hoa.example", "ines@xn--bro-hoa.example"],
    ["ines@example。com", "ines@example.com"],
    ["ines@ｅxample.com", "ines@example.com"],
    ["ines@exаmple.com", "ines@xn--exmple-4nf.com"],
    [`${"a".repeat(64)}@example.com`, `${"a".repeat(64)}@example.com`],
  ])("%j is taken as %s", (text, taken) => expect(email.parse(text)).toBe(taken));

  test.each([
    ["ines＠example.com", "only looks like @"],
    ["ines﹫example.com", "only looks like @"],
    ["ines@example.com＠evil.example", "only looks like @"],
    ["ines@example.com, rui@example.com", "one address alone"],
    ["ines@example.com;rui@example.com", "one address alone"],
    ["ines@example.com@evil.example", "one address alone"],
    ['"ines,duarte"@example.com', "one address alone"],
    ["inês@example.com", "before the @"],
    // Kelvin's sign is a plain k in lower case, and would be another's address.
    ["\u212Aim@example.com", "before the @"],
    ['"ines duarte"@example.com', "not an email address"],
    ["Ines <ines@example.com>", "not an email address"],
    ["ines", "not an email address"],
    ["ines@", "not an email address"],
    ["@example.com", "not an email address"],
    ["ines@localhost", "not an email address"],
    ["ines@127.0.0.1", "not an email address"],
    ["ines@[127.0.0.1]", "not an email address"],
    ["ines@0x7f.1", "not an email address"],
    ["ines@example.com/evil", "not an email address"],
    ["ines@example.com?x", "not an email address"],
    ["ines@example.com:25", "not an email address"],
    ["ines@%65xample.com", "not an email address"],
    ["ines@example..com", "not an email address"],
    ["ines@-example.com", "not an email address"],
    ["ines@example.com.", "not an email address"],
    ["ines..duarte@example.com", "not an email address"],
    [".ines@example.com", "not an email address"],
    [`${"a".repeat(65)}@example.com`, "not an email address"],
    [`ines@${"a".repeat(64)}.com`, "not an email address"],
    [`${"a".repeat(309)}@example.com`, "at most 254 characters"],
    // Its punycode is longer than what was typed.
    [`ines@${Array(28).fill("例え文字列試験").join(".")}.com`, "not an email address"],
    ...["\r\n", "\n", "\0", "\u2028", "\u0085", "\u202E", " ", "\t"].flatMap((between) => [
      [`in${between}es@example.com`, ""],
      [`ines@exam${between}ple.com`, ""],
      [`ines@example.com${between}Bcc: rui@example.com`, ""],
    ]),
  ])("%j is refused: %s", (text, why) => {
    expect(messageFor(text!)).toMatch(/^Email address: /);
    expect(messageFor(text!)).toContain(why);
  });

  test("whatever is taken is one plain address, and is taken again as itself", () => {
    const near = fc.string({
      unit: fc.constantFrom(..."ab.@-_+',;<>\"\\()[]:%/ \r\n\0é＠﹫ü。\u2028\u202E\uD800K0x"),
      maxLength: 24,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          near,
          near.map((text) => `${text}@example.com`),
          near.map((text) => `ines@${text}.com`),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          const read = email.safeParse(text);
          if (!read.success) return;
          expect(read.data).toMatch(/^[a-z0-9_'+.-]{1,64}@[a-z0-9.-]+$/);
          expect(email.parse(read.data)).toBe(read.data);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe("a field that reaches a header", () => {
  const person = {
    contactName: "Ines Duarte",
    address: "ines@example.com",
    zone: "Europe/Lisbon",
    language: "en",
  };
  test("an empty field asks for what it needs", () => {
    const issues = newClient.safeParse({ ...person, name: " ", contactName: "", address: "" }).error
      ?.issues;
    expect(issues?.map(({ path, message }) => [path[0], message])).toEqual([
      ["name", "Enter the client’s name."],
      ["contactName", "Enter the contact’s name."],
      ["address", "Enter an email address."],
    ]);
  });

  const steps = {
    freelancerName: "Mira Holm",
    name: "Studio Holm",
    zone: "Europe/Copenhagen",
    replyTo: "mira@example.com",
    language: "en",
    workDays: ["1"],
    opensAt: "09:00",
    closesAt: "17:00",
  };
  const fields: [string, string, z.ZodType, Record<string, unknown>][] = [
    ["a client's name", "name", newClient, { name: "Duarte Tours", ...person }],
    ["a client's new name", "name", renamedClient, { clientId: ID, name: "Duarte Tours" }],
    ["a person's name", "contactName", newContact, { clientId: ID, ...person }],
    ["a corrected name", "contactName", changedContact, { contactId: ID, ...person }],
    ["a corrected address", "address", changedContact, { contactId: ID, ...person }],
    [
      "a project's title",
      "title",
      newProject,
      { contactId: ID, title: "The lighthouse map", summary: "", formKey: ID },
    ],
    ["the freelancer's name", "freelancerName", firstSteps, steps],
    ["the studio's name", "name", firstSteps, steps],
    ["where replies go", "replyTo", firstSteps, steps],
    [
      "an edited subject",
      "subject",
      editedEmail,
      { emailId: ID, subject: "An email", text: "Words." },
    ],
    [
      "where emails come from",
      "fromAddress",
      savedAccount,
      { secretKey: "", fromAddress: "mira@studio.example.com" },
    ],
  ];
  test.each(fields)(
    "%s holds no line break, control or broken character",
    (_case, field, schema, good) => {
      expect(schema.safeParse(good).success).toBe(true);
      const value = String(good[field]);
      for (const bad of [
        "\r",
        "\n",
        "\r\n",
        "\0",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u001B",
        "\u007F",
        "\uD800",
      ])
        expect(
          schema.safeParse({ ...good, [field]: `${value.slice(0, 2)}${bad}${value.slice(2)}` })
            .success,
          JSON.stringify(bad),
        ).toBe(false);
    },
  );

  test.each([
    "https://evil.example",
    "Ines http://evil.example/x",
    "www.evil.example",
    "Ines www.evil.example",
    "ines@example.com",
    '"a@b.example" <x@y>',
  ])("the name %j is refused: a mail program would make a link of it", (bad) => {
    for (const [, field, schema, good] of fields.filter(
      ([, field]) => field === "contactName" || field === "freelancerName" || field === "name",
    ))
      expect(schema.safeParse({ ...good, [field]: bad }).error?.issues[0]?.message).toMatch(
        /: this looks like an address\. Please enter a name\.$/,
      );
  });
  test.each([
    "Ines Duarte",
    "Dr. A. B. O'Neill-Çelik",
    "St. John",
    "@home",
    "Okafor & Sons",
    "山田 太郎",
    "Holm.design",
  ])("the name %j is taken", (good) =>
    expect(newContact.safeParse({ clientId: ID, ...person, contactName: good }).success).toBe(true),
  );
});

const plain: Words = {
  greeting: "Dear Ines,",
  paragraphs: ["First.", "Second."],
  link: { sentence: "Open your page", url: "http://localhost:3000/p/token" },
  closing: "Best wishes,",
  signature: "Mira Holm",
  footnote: "You receive this because.",
  unsubscribe: {
    sentence: "Unsubscribe from surveys and progress updates",
    url: "http://localhost:3000/u/token",
  },
};
const envelope = {
  fromName: "Mira Holm",
  fromAddress: "emails@studio.example.com",
  replyTo: "mira@example.com",
  toName: "Ines Duarte",
  toAddress: "ines@example.com",
  subject: "An email",
};

/** A quoted string of RFC 5322: every quote and backslash in it is escaped. */
const QUOTED = /^"(?:[^"\\]|\\["\\])*" /;

describe("a frozen email's headers", () => {
  const wild = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
      .map((units) => String.fromCharCode(...units)),
    fc.constantFrom(
      "\r\nBcc: x@example.com",
      '"a@b.example" <x@y>',
      "a\u2028b",
      '"',
      "\\",
      "<>",
      "=?utf-8?q?x?=",
    ),
  );

  test(
    "hold no control, separator or broken character, whatever they are made of; and come from " +
      "the account",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            fromName: wild,
            toName: wild,
            subject: wild,
            replyTo: fc.option(wild),
            toAddress: wild,
            references: fc.array(
              fc.oneof(
                wild,
                wild.map((text) => `<${text}@x>`),
              ),
              { maxLength: 3 },
            ),
            unsubscribe: fc.oneof(
              wild,
              wild.map((text) => `http://localhost:3000/u/${text}`),
            ),
          }),
          async ({ unsubscribe, ...made }) => {
            const frozen = await freeze(
              { ...made, fromAddress: envelope.fromAddress },
              { ...plain, unsubscribe: { sentence: "Stop", url: unsubscribe } },
            );
            for (const value of [
              frozen.from,
              frozen.to,
              frozen.replyTo ?? "",
              frozen.subject,
              ...Object.entries(frozen.headers).flat(),
            ]) {
              expect(value).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
              expect(value.isWellFormed()).toBe(true);
            }
            expect(frozen.from.replace(QUOTED, "")).toMatch(/^<?emails@studio\.example\.com>?$/);
            expect(frozen.to.replace(QUOTED, "")).toMatch(/^(<[^<>",;:\\\s]*>|[^<>",;:\\\s]*)$/);
            if (frozen.headers["List-Unsubscribe"])
              expect(frozen.headers["List-Unsubscribe"]).toMatch(/^<[^<>\s]+>$/);
            expect(`${frozen.text}${frozen.html}`.isWellFormed()).toBe(true);
          },
        ),
        { numRuns: 1000 },
      );
    },
  );

  test.each([
    '"a@b.example" <x@y>',
    "Ines, Rui <rui@example.com>",
    "Ines\r\nBcc: rui@example.com",
    "(Ines) rui@example.com;",
    "=?utf-8?q?=3Crui=40example.com=3E?= ",
  ])("the name %j makes one mailbox", (name) => {
    const made = mailbox(name, "ines@example.com");
    expect(made).toMatch(QUOTED);
    // Outside of the quoted name there is one address.
    expect(made.replace(QUOTED, "")).toBe("<ines@example.com>");
  });
});

type Node = DefaultTreeAdapterTypes.Node;

/** Every element of a page with its attributes, in order; their texts left out. */
function elementsOf(node: Node): string[] {
  const own =
    "tagName" in node
      ? [`${node.tagName} ${JSON.stringify(node.attrs.map(({ name, value }) => [name, value]))}`]
      : [];
  return [...own, ...("childNodes" in node ? node.childNodes.flatMap(elementsOf) : [])];
}

describe("mark-up in names and texts", () => {
  const cores = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="https://evil.example">x</a>',
    "</p></div></body></html>",
    "<!--",
    "-->",
    "<![CDATA[x]]>",
    "<style>*{}</style>",
    "</title><script>",
    "</style>",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<form action=//evil.example>",
    "<input autofocus onfocus=alert(1)>",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "&amp;lt;b&amp;gt;",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{constructor}}",
    "${alert(1)}",
    "<b>bold",
    "<table><tr><td>",
    "<template><p>",
    "<math><mi>",
    "https://evil.example/x",
    "ines@evil.example",
    "[x](https://evil.example)",
    "<xmp>",
    "<plaintext>",
    '<noscript><p title="</noscript><img src=x>">',
    "<textarea>",
    "\u202E<b>",
    "<\u0000b>",
    "＜script＞",
    "<ſcript>",
    "<a\nhref=//evil.example>x",
  ];
  const wraps = [
    (text: string) => text,
    (text: string) => `Ines ${text}`,
    (text: string) => `${text} Duarte`,
    (text: string) => `"${text}"`,
    (text: string) => `'>${text}`,
    (text: string) => `${text}${text}`,
    (text: string) => `<div>${text}`,
    (text: string) => `${text}</div>`,
    (text: string) => text.toUpperCase(),
    (text: string) => `\`${text}\``,
    (text: string) => `<<${text}>>`,
    (text: string) => encodeURI(text.toWellFormed()),
    (text: string) => `${text}\n\n${text}`,
  ];
  const payloads = cores.flatMap((core) => wraps.map((wrap) => wrap(core)));

  test("leave the email's elements, attributes and links as they were", async () => {
    expect(payloads.length).toBeGreaterThanOrEqual(500);
    const baseline = elementsOf(parse((await freeze(envelope, plain)).html));
    expect(baseline.filter((element) => element.startsWith("a "))).toHaveLength(2);
    for (const payload of payloads) {
      const frozen = await freeze(
        { ...envelope, fromName: payload, toName: payload, subject: payload },
        {
          ...plain,
          greeting: `Dear ${payload},`,
          paragraphs: [payload, payload],
          link: { ...plain.link!, sentence: payload },
          closing: payload,
          signature: payload,
          footnote: payload,
          unsubscribe: { ...plain.unsubscribe!, sentence: payload },
        },
      );
      expect(elementsOf(parse(frozen.html)), payload).toEqual(baseline);
      expect(frozen.text).toContain(payload.toWellFormed());
    }
  });
});
