import { parseFragment } from "parse5";
import { describe, expect, test } from "vitest";
import { freeze } from "@/mail/freeze";
import type { Words } from "@/mail/words";

const words: Words = {
  greeting: "Dear Ines,",
  paragraphs: ["First.", "Second."],
  link: { sentence: "Open your page", url: "http://localhost:3000/p/token" },
  closing: "Best wishes,",
  signature: "Mira Holm",
  unsubscribe: { sentence: "Unsubscribe", url: "http://localhost:3000/u/token" },
};
const envelope = {
  fromName: "Mira Holm",
  fromAddress: "emails@studio.example.com",
  replyTo: null,
  toName: "Ines Duarte",
  toAddress: "ines@example.com",
  subject: "An email",
};
Object.assign(process.env, {
  DATABASE_URL: "postgresql://a:b@localhost/c",
  APP_URL: "http://localhost:3000",
  APP_SECRET: "a secret for the tests alone, of no worth",
});

type Node = { nodeName: string; value?: string; childNodes?: Node[] };

/** What is read of an HTML email where every attribute is lost. */
function readable(node: Node): string {
  if (node.nodeName === "#text") return node.value ?? "";
  if (["title", "style", "head"].includes(node.nodeName)) return "";
  return (node.childNodes ?? []).map(readable).join(" ");
}
const textOf = (html: string) => readable(parseFragment(html) as Node);

describe("an email in HTML", () => {
  test("shows the address of each link, where links are taken out too", async () => {
    const { html } = await freeze(envelope, words);
    for (const url of [words.link!.url, words.unsubscribe!.url])
      expect(textOf(html)).toContain(url);
    // The control: what is in an attribute alone is not read.
    expect(textOf(`<a href="${words.link!.url}">Open</a>`)).not.toContain(words.link!.url);
  });

  test("without a closing has no empty line for it, in HTML and in text", async () => {
    const { html, text } = await freeze(envelope, { ...words, closing: "" });
    expect(html).not.toMatch(/<p[^>]*>\s*<br\/?>/);
    expect(text).not.toMatch(/\n\n\n/);
    expect(text).toContain("\n\nMira Holm\n");
    // The control: with one it is above the signature.
    const closed = await freeze(envelope, words);
    expect(closed.html).toContain("Best wishes,<br/>Mira Holm");
    expect(closed.text).toContain("Best wishes,\nMira Holm");
  });
});
