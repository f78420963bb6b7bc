import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cleanPath,
  clientPath,
  isDocument,
  maskLinks,
  publicPrefixes,
  readId,
  readStatusPagePath,
  readSurveyPath,
  readWallPath,
  shortId,
  wallPath,
} from "@/lib/client-paths";
import { tokenWithin } from "@/lib/tokens";
import { config } from "@/proxy";

const TOKEN = "Ab3_-".padEnd(43, "x");
const ID = "0199c2f1-7a3e-7b52-9d1e-5f00ab12cd34";

describe("an address with something of the text around it", () => {
  const tails = [
    ".",
    ")",
    "%2E",
    "%22",
    ",",
    "&utm_source=x",
    "&amp;",
    "%20and",
    "%E2%80%9D.",
    "x",
  ];
  test.each(tails)("ends before %s", (tail) => {
    for (const whole of [
      `/p/${TOKEN}`,
      `/s/${TOKEN}`,
      `/q/${TOKEN}`,
      `/u/${TOKEN}`,
      `/t/${TOKEN}`,
      `/p/${TOKEN}/${ID}`,
    ])
      expect(cleanPath(whole + tail), whole + tail).toBe(whole);
    if (tail !== "x")
      expect(cleanPath(clientPath.statusPage(TOKEN, ID) + tail)).toBe(
        clientPath.statusPage(TOKEN, ID),
      );
  });

  test.each([
    `/p/${TOKEN}`,
    `/p/${TOKEN}/`,
    `/p/${TOKEN}/${ID}`,
    `/p/${TOKEN}/${shortId(ID)}`,
    `/p/${TOKEN}/${ID}/files/${ID}`,
    `/p/${TOKEN}/live`,
    `/p/${TOKEN}/${ID.slice(0, 30)}`,
    `/p/${TOKEN.slice(0, 42)}`,
    `/p/${TOKEN.slice(0, 42)}.`,
    `/z/${TOKEN}.`,
    "/today",
  ])("is left alone: %s", (path) => expect(cleanPath(path)).toBeNull());

  test("is clean once it was cleaned", () =>
    fc.assert(
      fc.property(fc.constantFrom("p", "s", "q", "u", "t"), fc.string(), (prefix, tail) => {
        const clean = cleanPath(`/${prefix}/${TOKEN}${tail}`);
        if (clean) expect(cleanPath(clean)).toBeNull();
      }),
    ));

  test("gives its token, and no other text does", () => {
    for (const tail of ["", ".", ")", "&amp;x"]) expect(tokenWithin(TOKEN + tail)).toBe(TOKEN);
    for (const none of ["", TOKEN.slice(1), `.${TOKEN}`, undefined, [TOKEN]])
      expect(tokenWithin(none)).toBeNull();
  });
});

describe("a project's id in an address", () => {
  test("is 22 characters, and read in both forms", () =>
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(shortId(id)).toMatch(/^[\w-]{22}$/);
        expect(readId(shortId(id))).toBe(id);
        expect(readId(id)).toBe(id);
        for (const form of [id, shortId(id)])
          expect(readStatusPagePath(`/p/${TOKEN}/${form}?a`)).toEqual({
            token: TOKEN,
            project: form,
          });
      }),
    ));

  test("is none when it was cut or changed in its last sign", () => {
    const short = shortId(ID);
    for (const length of Array.from({ length: 36 }, (_, n) => n)) {
      expect(readId(ID.slice(0, length)), String(length)).toBeNull();
      if (length < 22) expect(readId(short.slice(0, length)), String(length)).toBeNull();
    }
    // Four bits of the last sign are nobody's: of the signs that decode alike, one is the id's.
    expect(readId(`${short.slice(0, 21)}B`)).toBeNull();
  });
});

test("a secret is masked at each of the client's addresses", () => {
  for (const path of [
    clientPath.statusPage(TOKEN, ID),
    clientPath.survey(TOKEN),
    clientPath.quietCheck(TOKEN),
    clientPath.unsubscribe(TOKEN),
    clientPath.testimonial(TOKEN),
    clientPath.calendar(TOKEN),
  ]) {
    expect(maskLinks(`See https://a.example${path}.`)).not.toContain(TOKEN);
    expect(publicPrefixes).toContain(path.split("/")[1]);
  }
});

test("the proxy leaves each of the client's addresses alone, and the documents are the ones that are packed", () => {
  const passes = new RegExp(`^${config.matcher[0]}$`);
  for (const prefix of publicPrefixes) expect(`/${prefix}/x`).not.toMatch(passes);
  expect("/today").toMatch(passes);
  const documents = ["/p/x", "/s/x", "/q/x", "/u/x", "/t/x", "/w/x"];
  const others = ["/calendar/x", "/today", "/wall", "/w"];
  expect([...documents, ...others].filter(isDocument)).toEqual(documents);
});

test("each screen that a client's route shows is among those the stylesheet is made from", () => {
  const root = resolve(import.meta.dirname, "../..");
  const css = readFileSync(join(root, "src/document/client.css"), "utf8");
  const seen = new Set<string>();
  const follow = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, name] of readFileSync(file, "utf8").matchAll(/from "([@.]+\/[^"]+)"/g)) {
      const path = name!.startsWith("@/")
        ? join(root, "src", name!.slice(2))
        : join(dirname(file), name!);
      if (/\/components\/|app\/\(client\)/.test(path)) follow(`${path}.tsx`);
    }
  };
  const routes = readdirSync(join(root, "src/app/(client)"), { recursive: true, encoding: "utf8" });
  for (const name of routes)
    if (name.endsWith(".tsx")) follow(join(root, "src/app/(client)", name));
  const screens = [...seen].filter((file) => file.includes("/features/"));
  expect(screens.length).toBeGreaterThan(5);
  for (const file of screens)
    expect(css).toContain(`"../${file.slice(join(root, "src/").length)}"`);
});

test.each([
  ["/w/studio-holm", { slug: "studio-holm", form: "page" }],
  ["/w/studio-holm?after=x", { slug: "studio-holm", form: "page" }],
  ["/w/studio-holm/embed", { slug: "studio-holm", form: "embed" }],
  ["/w/studio-holm.json", { slug: "studio-holm", form: "json" }],
  ["/w/studio-holm/embed/more", null],
  ["/w/studio-holm/", null],
  ["/w/Studio-Holm", null],
  ["/w/studio.holm", null],
  [`/w/${"a".repeat(41)}`, null],
  ["/w/", null],
  ["/wall", null],
])("an address of a wall is read: %s", (url, read) => expect(readWallPath(url)).toEqual(read));

test("each form of a wall has the address that it is read from", () => {
  for (const form of ["page", "embed", "json"] as const)
    expect(readWallPath(wallPath[form]("studio-holm"))).toEqual({ slug: "studio-holm", form });
});

test("a survey's address is its prefix and token alone", () => {
  expect(readSurveyPath(`/s/${TOKEN}?again`)).toEqual({ token: TOKEN });
  for (const other of [`/s/${TOKEN}.`, `/s/${TOKEN}/more`, `/p/${TOKEN}`, "/s/x"])
    expect(readSurveyPath(other)).toBeNull();
});
