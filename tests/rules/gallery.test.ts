import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { asSent, samplesOf } from "@/app/gallery/emails";
import { defaults, readFacts } from "@/app/gallery/facts";
import { collectEmails } from "@/app/gallery/collect";
import { clientPages } from "@/app/gallery/pages";
import { EMAIL_KINDS } from "@/features/emails/kinds";
import { LANGUAGES, tags } from "@/language/languages";
import { localeOf, messages } from "@/language/locale";
import { studioMessages } from "@/language/studio";

Object.assign(process.env, {
  DATABASE_URL: "postgresql://nobody@localhost/none",
  APP_URL: "http://localhost:3000",
  APP_SECRET: "a secret for the gallery's test, of no worth",
});

const { facts } = readFacts(new URLSearchParams());

/** The elements of a kind, in the order of the page. */
function elements(html: string, tag: string): Tree.Element[] {
  const found: Tree.Element[] = [];
  const walk = (node: Tree.Node) => {
    if ("tagName" in node && node.tagName === tag) found.push(node);
    if ("childNodes" in node) node.childNodes.forEach(walk);
  };
  walk(parse(html));
  return found;
}

const textOf = (node: Tree.Node): string =>
  "value" in node
    ? node.value
    : "childNodes" in node
      ? node.childNodes.map(textOf).join("").trim()
      : "";
const attribute = (element: Tree.Element | undefined, name: string) =>
  element?.attrs.find((one) => one.name === name)?.value;

/** What a message that is missing or half filled in leaves behind. */
const GAP = /\bundefined\b|\bnull\b|\[object|[{}]|NaN|Invalid Date/;
const KEY = new RegExp(`\\b(${Object.keys(messages.en).join("|")})\\.[a-z]+[A-Za-z.]*\\b`);

const cases = LANGUAGES.flatMap((language) =>
  EMAIL_KINDS.flatMap((kind) =>
    samplesOf(kind, facts, localeOf(language)).map(
      (sample) => [language, kind, sample.what, sample] as const,
    ),
  ),
);

describe("every email in every language", () => {
  test("has a sample for each kind", () => {
    expect(new Set(cases.map(([language, kind]) => `${language} ${kind}`)).size).toBe(
      LANGUAGES.length * EMAIL_KINDS.length,
    );
  });

  test.each(cases)("%s %s, %s: says all it has to say", async (language, _kind, _what, sample) => {
    const { html, text, subject, headers } = await asSent(facts, sample);
    for (const half of [subject, text, textOf(elements(html, "body")[0]!)]) {
      expect(half).not.toBe("");
      expect(half).not.toMatch(GAP);
      expect(half.replaceAll(/https?:\S+/g, "")).not.toMatch(KEY);
    }
    expect(attribute(elements(html, "html")[0], "lang")).toBe(tags[language]);
    for (const paragraph of elements(html, "p")) expect(textOf(paragraph)).not.toBe("");
    // It leads to one place or none; besides that, only to where one unsubscribes.
    const leads = elements(html, "a").map((link) => attribute(link, "href"));
    const { link, unsubscribe } = sample.words;
    expect(leads).toEqual([link?.url, unsubscribe?.url].filter(Boolean));
    expect("List-Unsubscribe" in headers).toBe(Boolean(unsubscribe));
    // The link comes last, with its address: after it there is the end of the email, and its small print.
    const paragraphs = elements(html, "p").map(textOf);
    const at = paragraphs.findIndex((one) => link && one.startsWith(link.sentence));
    const end = paragraphs.length - (sample.words.footnote || unsubscribe ? 2 : 1);
    expect(at).toBe(link ? end - 1 : -1);
    expect(text.match(/https?:\/\/\S+/g)?.length ?? 0).toBe(leads.length);
  });

  test("each is shown in each language, a freelancer’s and a contact’s", async () => {
    const kinds = await collectEmails(readFacts(new URLSearchParams("language=all")));
    const shown = (kind: string) => kinds.find((one) => one.kind === kind)!.emails;
    expect(shown("sign-in.requested").map(({ frozen }) => frozen.subject)).toEqual(
      LANGUAGES.map((language) => studioMessages[language].signIn.email.subject),
    );
    expect(shown("survey.reminded").map(({ language }) => language)).toEqual([...LANGUAGES]);
  });
});

test.each(["Hello {name}", "undefined wrote", "emails.work.more", "[object Object]"])(
  "a gap such as “%s” would be seen",
  (text) => {
    expect(GAP.test(text) || KEY.test(text)).toBe(true);
  },
);

describe("every client page in every language", () => {
  const pages = LANGUAGES.flatMap((language) =>
    clientPages.map((page) => [language, page.slug, page] as const),
  );

  test("each state has an address of its own", () => {
    const slugs = clientPages.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(slugs.length);
  });

  test.each(pages)("%s %s: one heading, nothing missing", (language, _slug, page) => {
    const html = renderToStaticMarkup(page.show(facts, localeOf(language), "/gallery/x/en"));
    const text = textOf(elements(html, "body")[0]!);
    expect(text).not.toMatch(GAP);
    expect(text).not.toMatch(KEY);
    expect(elements(html, "h1").map(textOf).filter(Boolean)).toHaveLength(1);
    for (const paragraph of elements(html, "p")) expect(textOf(paragraph)).not.toBe("");
    expect(attribute(elements(html, "html")[0], "lang")).toBe(tags[language]);
  });

  test.each([
    ["status-upload-refused", "refused.projectFull"],
    ["survey-no-verdict", "refused.noVerdict"],
    ["unsubscribe-refused", "refused.notTheButton"],
  ] as const)("%s says why", (slug, key) => {
    const locale = localeOf("de");
    const page = clientPages.find((one) => one.slug === slug)!;
    const html = renderToStaticMarkup(page.show(facts, locale, "/gallery/x/de"));
    expect(html).toContain(locale.t(key, { most: 2, taken: 1.9 }));
  });
});

describe("the facts in the address", () => {
  test("are what the samples say", () => {
    const { facts: typed } = readFacts(new URLSearchParams({ contactName: "Karin Vogt" }));
    const [sample] = samplesOf("survey.invited", typed, localeOf("de"));
    expect(sample!.words.greeting).toContain("Karin Vogt");
  });

  test("one that does not fit is told, kept in the form, and shown as the default", () => {
    const reading = readFacts(new URLSearchParams({ today: "2026-02-30", contactName: "" }));
    expect(reading.problems.today).toContain("not a day in the calendar");
    expect(reading.problems.contactName).toContain("Contact");
    expect(reading.typed.today).toBe("2026-02-30");
    expect([reading.facts.today, reading.facts.contactName]).toEqual([
      defaults.today,
      defaults.contactName,
    ]);
  });
});
