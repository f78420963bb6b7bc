import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { verdictOf } from "@/features/inbound/reading/authentication";
import { foldReply } from "@/features/inbound/reading/fold";
import { readEmail } from "@/features/inbound/reading/read";
import { missing } from "@tests/support/replies";

const FROM = "From: Ines Duarte <ines@oficina.example>";
const read = (source: string, encoding: BufferEncoding = "utf8") =>
  readEmail(Buffer.from(source.replaceAll("\n", "\r\n"), encoding));
const mail = (headers: string[], body: string) =>
  `${[FROM, "To: mira@studio.example", "Subject: Re: Draft", ...headers].join("\n")}\n\n${body}`;
vi.setConfig({ testTimeout: 60_000 });

/** Runs within a time of the processor that is ten times what it takes, whatever else is running. */
async function within<T>(ms: number, work: () => T | Promise<T>): Promise<T> {
  const start = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1_000).toBeLessThan(ms);
  return result;
}

describe("what an email says", () => {
  test("is read from its headers", async () => {
    const email = await read(
      [
        "From: =?utf-8?q?In=C3=AAs_Duarte?= <ines@oficina.example>",
        'To: "Holm, Mira" <mira@studio.example>, reply+abc@in.example',
        "Cc: Team: rui@oficina.example, ana@oficina.example;",
        "Subject: =?iso-8859-1?q?Ol=E1?=",
        "Date: Fri, 20 Nov 2026 10:12:07 +0100 (CET)",
        "Message-ID: <one@oficina.example>",
        "In-Reply-To: <zero@ses.example>",
        "References: <a@ses.example>\n <zero@ses.example>",
        "",
        "Olá.",
      ].join("\n"),
    );
    expect(email).toMatchObject({
      from: { name: "Inês Duarte", address: "ines@oficina.example" },
      to: [
        { name: "Holm, Mira", address: "mira@studio.example" },
        { name: "", address: "reply+abc@in.example" },
      ],
      cc: [{ address: "rui@oficina.example" }, { address: "ana@oficina.example" }],
      subject: "Olá",
      date: new Date("2026-11-20T09:12:07Z"),
      messageId: "<one@oficina.example>",
      inReplyTo: ["<zero@ses.example>"],
      references: ["<a@ses.example>", "<zero@ses.example>"],
      reply: "Olá.",
      automatic: null,
      isDamaged: false,
      problem: null,
    });
  });

  test("has its files, and tells a logo from an attachment", async () => {
    const { attachments, reply } = await read(
      mail(
        ['Content-Type: multipart/mixed; boundary="b"'],
        [
          "--b\nContent-Type: text/plain\n\nHere it is.",
          '--b\nContent-Type: application/pdf; name="a.pdf"\nContent-Disposition: attachment',
          "Content-Transfer-Encoding: base64\n\nJVBERg==",
          "--b\nContent-Type: image/png\nContent-ID: <logo>\nContent-Disposition: inline",
          "Content-Transfer-Encoding: base64\n\niVBORw==",
          "--b\nContent-Type: message/rfc822\n\nFrom: a@b.example\nSubject: In\n\nInside.\n--b--",
        ].join("\n"),
      ),
    );
    expect(reply).toBe("Here it is.");
    expect(attachments.map(({ name, type, isInline }) => ({ name, type, isInline }))).toEqual([
      { name: "a.pdf", type: "application/pdf", isInline: false },
      { name: "attachment", type: "image/png", isInline: true },
      { name: "email.eml", type: "message/rfc822", isInline: false },
    ]);
    expect(Buffer.from(attachments[0]!.bytes).toString()).toBe("%PDF");
  });

  test("has the text of every part, around a file", async () => {
    const { reply, quoted, attachments } = await read(
      mail(
        ['Content-Type: multipart/mixed; boundary="b"'],
        [
          "--b\nContent-Type: text/html\n\n<html><head><title>No</title><style>p{}</style></head>",
          "<body><p>The plan:</p></body></html>",
          '--b\nContent-Type: application/pdf; name="plan.pdf"\n\n%PDF',
          "--b\nContent-Type: text/html\n\n<p>Is it right?</p><blockquote type=cite>Send it.",
          "</blockquote>\n--b\nContent-Type: text/plain\n\nA footer.\n--b--",
        ].join("\n"),
      ),
    );
    expect(reply.split(/\s*\n\s*/)).toEqual(["The plan:", "Is it right?", "A footer."]);
    expect(quoted).toBe("Send it.");
    expect(attachments.map(({ name }) => name)).toEqual(["plan.pdf"]);
  });

  test("is the HTML's where there is no plain text", async () => {
    const { text, reply, quoted } = await read(
      mail(
        ["Content-Type: text/html; charset=utf-8"],
        '<style>p{}</style><p>S&iacute;,</p><p>el <a href="https://a.example">azul</a></p>' +
          "<blockquote type=cite>¿Cuál?</blockquote>",
      ),
    );
    expect(reply).toBe("Sí,\n\nel azul [https://a.example]");
    expect(quoted).toBe("¿Cuál?");
    expect(missing(text, reply + quoted)).toEqual([]);
  });
});

describe("bad mail", () => {
  const nested = (depth: number): string =>
    depth === 0
      ? "From: a@b.example\nSubject: Innermost\n\nDeep."
      : `From: a@b.example\nContent-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n` +
        `Content-Type: message/rfc822\n\n${nested(depth - 1)}\n--b${depth}--`;
  const deep = (depth: number) =>
    Array.from({ length: depth }, (_, at) => {
      const type = `Content-Type: multipart/mixed; boundary="x${at}x"`;
      return at === 0 ? `${FROM}\n${type}\n\n--x0x` : `${type}\n\n--x${at}x`;
    }).join("\n");
  const GONE = /The original is kept\.$/;

  test.each([
    ["nothing at all", "", "", /empty/],
    ["blank lines", "\r\n\r\n", "", /empty/],
    ["only a text", "\nhello", "hello", GONE],
    ["no body", mail([], "").trimEnd(), "", null],
    ["only an emoji", mail(["Content-Type: text/plain; charset=utf-8"], "🎉"), "🎉", null],
    [
      "no such charset",
      mail(["Content-Type: text/plain; charset=x-klingon"], "Yes."),
      "Yes.",
      null,
    ],
    [
      "a missing end",
      mail(["Content-Type: multipart/mixed; boundary=b"], "--b\n\nYes."),
      "Yes.",
      null,
    ],
    [
      "another boundary than the header says",
      mail(
        ["Content-Type: multipart/mixed; boundary=b"],
        "--c\nContent-Type: text/plain\n\nYes.\n--c--",
      ),
      "Yes.",
      GONE,
    ],
    [
      "a multipart without parts",
      mail(["Content-Type: multipart/mixed; boundary=b"], "Yes."),
      "Yes.",
      GONE,
    ],
    ["300 levels of parts", deep(300), "", GONE],
    ["bytes of nothing", "\0\u0001\u0002 %PDF", "", GONE],
  ])("of %s has a clear answer", async (_, source, reply, problem) => {
    const email = await read(source);
    expect(email.reply).toBe(reply);
    expect(email.isDamaged).toBe(problem !== null);
    if (problem) expect(email.problem).toMatch(problem);
    else expect(email.problem).toBeNull();
  });

  test("keeps its sender where its parts cannot be read", async () => {
    expect((await read(deep(300))).from?.address).toBe("ines@oficina.example");
  });

  test("of emails 20 deep in one another keeps the rest as one file", async () => {
    const email = await within(2_000, () => read(nested(20)));
    expect(email.attachments.map(({ name }) => name)).toEqual(["email.eml"]);
    expect(Buffer.from(email.attachments[0]!.bytes).toString()).toContain("Deep.");
    expect(email.isDamaged).toBe(false);
  });

  test.each([
    ["utf-8 that is Windows-1252", ["Content-Type: text/plain; charset=utf-8"], "latin1"],
    ["Latin-1 that is utf-8", ["Content-Type: text/plain; charset=iso-8859-1"], "utf8"],
    ["no charset that is Windows-1252", ["Content-Type: text/plain; x=y"], "latin1"],
    ["no MIME header that is Windows-1252", [], "latin1"],
  ] as const)("with %s is read all the same, and says so", async (_, headers, encoding) => {
    const email = await readEmail(
      Buffer.concat([
        Buffer.from(mail([...headers], "")),
        Buffer.from("Das gefällt mir", encoding),
      ]),
    );
    expect(email.reply).toBe("Das gefällt mir");
    expect(email.problem).toContain("names a wrong character set");
  });

  test("without a charset that is utf-8 is no damage", async () => {
    const email = await read(mail(["Content-Type: text/plain"], "Das gefällt mir"));
    expect(email).toMatchObject({ reply: "Das gefällt mir", problem: null });
  });

  test("of 20 MB is read in bounded time", async () => {
    const lines = `${"A".repeat(76)}\n`.repeat(260_000);
    const email = await within(20_000, () =>
      read(
        mail(
          ["Content-Type: multipart/mixed; boundary=b"],
          `--b\n\nThe film.\n--b\nContent-Type: video/mp4; name=film.mp4\n` +
            `Content-Transfer-Encoding: base64\n\n${lines}--b--`,
        ),
      ),
    );
    expect(email.reply).toBe("The film.");
    expect(email.attachments[0]!.bytes.length).toBeGreaterThan(14_000_000);
  });

  test.each(["text/plain", "text/html"])("of 20 MB of %s is not folded", async (type) => {
    const body = `<p>Hello there</p>\n> ${"and more ".repeat(100)}\n`.repeat(21_000);
    const email = await within(20_000, () => read(mail([`Content-Type: ${type}`], body)));
    expect(email.quoted.length).toBe(0);
    expect(email.reply.length).toBeGreaterThan(18_000_000);
  });

  test("of a million short lines is told from its headers alone", async () => {
    const email = await within(5_000, () => read(mail([], "no\n".repeat(1_000_000))));
    expect(email).toMatchObject({
      from: { address: "ines@oficina.example" },
      reply: "",
      isDamaged: true,
      problem: "This email has too many lines to be read here. The original is kept.",
    });
  });

  test("never throws, whatever the bytes", async () => {
    const piece = fc.constantFrom(
      "Content-Type: multipart/alternative; boundary=b\n",
      "Content-Type: text/html; charset=utf-7\n",
      "Content-Transfer-Encoding: base64\n",
      "From: <>\n",
      "\n",
      "--b\n",
      "--b--\n",
      "<blockquote><div class=gmail_quote>",
      "On 20/11/2026 10:12, A <a@b.example> wrote:\n",
      "> yes\n",
      "=E4=\n",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.string({ unit: "binary" })), { maxLength: 30 }),
        async (pieces) => {
          const email = await readEmail(Buffer.from(pieces.join("")));
          expect(missing(email.text, `${email.reply}\n${email.quoted}`)).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("a text that is folded", () => {
  test("keeps every word, whatever its lines", () => {
    const line = fc.constantFrom(
      "",
      "> quoted words",
      ">> older words",
      "Yes, Tuesday.",
      "From: Ana <ana@b.example>",
      "Sent: Friday, November 20, 2026 10:12 AM",
      "To: Mira",
      "Subject: Draft",
      "-----Original Message-----",
      "On Fri, Nov 20, 2026 at 10:12 AM Ana <",
      "ana@b.example> wrote:",
      "________________________________",
      "-- ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 40 }), (lines) => {
        const text = lines.join("\n");
        const { reply, quoted } = foldReply(text);
        expect(missing(text, `${reply}\n${quoted}`)).toEqual([]);
        expect(missing(`${reply}\n${quoted}`, text)).toEqual([]);
      }),
    );
  });

  test.each([
    ["signs", ">".repeat(300_000)],
    ["signs and spaces", "> ".repeat(200_000)],
    ["blanks", " ".repeat(300_000) + "x"],
    ["lines of signs", `${"> ".repeat(50)}\n`.repeat(5_000)],
    ["dashes", `${"-".repeat(5_000)}x\n`.repeat(60)],
    ["openings", "On at on at wrote on at wrote: ".repeat(10_000)],
    ["lines that might open", `On ${"at on ".repeat(45)}wrote:x:\n`.repeat(1_500)],
    ["lines in Dutch", "Op een dag schreef iemand\n".repeat(12_000)],
    ["headers", "From: a@b.example\nTo: c\n".repeat(12_000)],
    ["lists of copies", `From: a\n${"Cc: a@b.example\n".repeat(20_000)}`],
    [
      "lines of a quote above it",
      `${"> a\n".repeat(20_000)}\nOn 20/11/2026 10:12, A wrote:\n${"> b c d\n".repeat(40_000)}`,
    ],
    ["colons", ":".repeat(300_000)],
    ["brackets", "<a@".repeat(100_000)],
    ["digits", "2026 10:12 ".repeat(30_000)],
  ])("of long %s takes no longer than its length", async (_, text) => {
    const folded = await within(3_000, () => foldReply(text));
    expect(missing(text, `${folded.reply}\n${folded.quoted}`)).toEqual([]);
  });

  test("of nested HTML takes no longer than its length", async () => {
    const open = '<div class="gmail_quote"><blockquote class="gmail_quote">On Friday';
    const body = `${open.repeat(3_000)}${"word ".repeat(50_000)}`;
    const email = await within(10_000, () => read(mail(["Content-Type: text/html"], body)));
    expect(email.text).toContain("word");
  });

  test("of a thread of 120 emails is read as one", async () => {
    const layer = "<table><tr><td><div><div class=gmail_quote><blockquote class=gmail_quote>";
    const body = `<p>Yes.</p>${`${layer}older`.repeat(120)}`;
    const email = await within(5_000, () => read(mail(["Content-Type: text/html"], body)));
    expect(email.reply).toBe("Yes.");
    expect(email.quoted.match(/older/g)).toHaveLength(120);
  });

  test.each(["<div>", "<b>", "<blockquote>", "<div class=gmail_quote>", "<table><tr><td>"])(
    "of 100,000 %s within one another has its words",
    async (tag) => {
      const body = `${tag.repeat(100_000)}Yes.`;
      const email = await within(10_000, () => read(mail(["Content-Type: text/html"], body)));
      expect(missing("Yes.", email.text)).toEqual([]);
    },
  );
});

describe("an email that no person wrote", () => {
  const BOUNCE = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"';
  test.each([
    ["out-of-office", ["Auto-Submitted: auto-replied (vacation)"]],
    ["out-of-office", ["Auto-Submitted: auto-generated", "Subject: Automatische Antwort: Karte"]],
    ["out-of-office", ["X-Autoreply: yes", "Precedence: bulk"]],
    ["out-of-office", ["X-Autorespond: I am away"]],
    ["out-of-office", ["Precedence: auto_reply"]],
    ["out-of-office", ["Precedence: junk", "Subject: Out of office: back on Monday"]],
    ["out-of-office", ["X-Auto-Response-Suppress: All", "Subject: Réponse automatique : Carte"]],
    ["out-of-office", ["Return-Path: <>", "Subject: Resposta automática: Cartão"]],
    ["out-of-office", ["Return-Path: <>", "Subject: Respuesta automática: Tarjeta"]],
    ["auto", ["Auto-Submitted: auto-generated"]],
    ["auto", ["Auto-Submitted: auto-notified; owner=a@b.example"]],
    ["auto", ["X-Auto-Response-Suppress: DR, OOF, AutoReply"]],
    ["auto", ["Return-Path: <>"]],
    ["auto", ["Content-Type: multipart/report; report-type=disposition-notification; boundary=b"]],
    ["auto", ["From: no-reply@shop.example"]],
    ["bounce", [BOUNCE]],
    ["bounce", ["X-Failed-Recipients: mira@studio.example"]],
    ["bounce", ["From: MAILER-DAEMON@mx.example"]],
    ["list", ["List-Id: Makers <makers.lists.example>"]],
    ["list", ["Precedence: bulk"]],
    ["list", ["List-Unsubscribe: <https://list.example/u>"]],
    ["loop", ["X-Loop: mira@studio.example"]],
    ["loop", Array.from({ length: 41 }, (_, at) => `Received: from mx${at}.example`)],
    [null, []],
    [null, ["Auto-Submitted: no"]],
    [null, ["Return-Path: <ines@oficina.example>", "X-Auto-Response-Suppress: None"]],
    [null, ["Subject: Out of office on Friday, so call me"]],
    [null, ["Subject: Re: Automatische Antwort: Karte"]],
    [null, ["Precedence: first-class", "X-Autoreply: no"]],
    [null, Array.from({ length: 12 }, (_, at) => `Received: from mx${at}.example`)],
  ])("is %s, by %j", async (kind, headers) => {
    const own = ["Subject: Re: Draft", FROM].filter(
      (one) => !headers.some((other) => other.startsWith(one.split(" ")[0]!)),
    );
    const { automatic } = await read(`${[...headers, ...own].join("\n")}\n\nHello.`);
    expect(automatic?.kind ?? null).toBe(kind);
    if (kind) expect(automatic!.sign).not.toBe("");
  });
});

describe("a sender", () => {
  const SES = "amazonses.com";
  const result = (value: string) => `Authentication-Results: ${value}`;
  test.each([
    ["verified", "DMARC", [result("amazonses.com; dmarc=pass header.from=oficina.example;")]],
    [
      "verified",
      "DKIM",
      [
        result(
          "amazonses.com; spf=pass smtp.mailfrom=x@esp.example; dkim=pass header.i=@oficina.example",
        ),
      ],
    ],
    ["verified", "SPF", [result("amazonses.com; spf=pass smtp.mailfrom=ines@oficina.example")]],
    [
      "verified",
      "SPF",
      [
        result(
          "amazonses.com; spf=pass (ok) client-ip=1.2.3.4; envelope-from=ines@oficina.example; helo=mx;",
        ),
      ],
    ],
    [
      "verified",
      "DKIM",
      [result('AmazonSES.com 1;\n dkim=pass (2048 bit; "a;b") header.d=Oficina.Example')],
    ],
    ["unverified", "No server", []],
    ["unverified", "failed", [result("amazonses.com; dmarc=fail header.from=oficina.example")]],
    ["unverified", "another domain", [result("amazonses.com; dkim=pass header.d=evil.example")]],
    [
      "unverified",
      "another domain",
      [result("amazonses.com; dkim=pass header.d=not-oficina.example")],
    ],
    [
      "unverified",
      "another domain",
      [result("amazonses.com; dkim=pass header.d=mail.oficina.example")],
    ],
    [
      "unverified",
      "another domain",
      [result("amazonses.com; dmarc=pass header.from=evil.example")],
    ],
    ["unverified", "Nothing proves", [result("amazonses.com; dkim=fail header.d=oficina.example")]],
    ["unverified", "Nothing proves", [result("amazonses.com; none")]],
    [
      "unverified",
      "Nothing proves",
      [result("amazonses.com; dkim=none (dkim=pass header.d=oficina.example)")],
    ],
    [
      "unverified",
      "another domain",
      [
        result(
          'amazonses.com; spf=pass smtp.mailfrom="; dkim=pass header.d=oficina.example"@evil.example',
        ),
      ],
    ],
    [
      "unverified",
      "no clear one",
      [result("amazonses.com; dmarc=none; dmarc=pass header.from=oficina.example")],
    ],
    // A sender can write these: a server's name of their own, or a header below the real one.
    [
      "unverified",
      "not by a server",
      [result("mx.evil.example; dmarc=pass header.from=oficina.example")],
    ],
    ["unverified", "not by a server", [result("amazonses.com.evil.example; dmarc=pass")]],
    [
      "unverified",
      "Nothing proves",
      [
        result("amazonses.com; dkim=none"),
        result("amazonses.com; dmarc=pass header.from=oficina.example"),
      ],
    ],
    [
      "unverified",
      "not by a server",
      [
        result("other.example; none"),
        result("amazonses.com; dmarc=pass header.from=oficina.example"),
      ],
    ],
    [
      "unverified",
      "more than one",
      [
        "From: Eve <eve@evil.example>",
        result("amazonses.com; dmarc=pass header.from=oficina.example"),
      ],
    ],
  ])("is %s (%s) by %j", async (verdict, reason, headers) => {
    const email = await read(`${[...headers, FROM].join("\n")}\n\nHello.`);
    const found = verdictOf({
      headers: email.headers,
      from: "ines@oficina.example",
      trusted: [SES],
    });
    expect(found).toEqual({ verdict, reason: expect.stringContaining(reason) });
  });
});
