import fc from "fast-check";
import { converter, wcagContrast } from "culori";
import { describe, expect, test } from "vitest";
import { studioLook } from "@/features/studio/look/schema";
import {
  accentIn,
  coloursCss,
  groundFor,
  groundIn,
  LEAST_CONTRAST,
  onAccentIn,
} from "@/lib/colours";
import { hasMasthead, logoShown } from "@/lib/look";
import { isDrawing, pictureKindOf } from "@/lib/pictures";

const SHEETS = { light: "#fffdf9", dark: "#1e1c19" } as const;
const hex = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, "0")}`);
const modes = ["light", "dark"] as const;
const hueOf = (colour: string) => converter("oklch")(colour)!;

describe("whatever colour is chosen", () => {
  test("it can be read on the page, on a sheet and under the words of a button", () => {
    fc.assert(
      fc.property(hex, fc.constantFrom(...modes), (chosen, mode) => {
        const accent = accentIn(mode, chosen);
        for (const other of [groundIn(mode), SHEETS[mode], onAccentIn(mode)])
          expect(wcagContrast(accent, other)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
      }),
      { numRuns: 400 },
    );
  });

  test("its hue stays where it has one", () => {
    fc.assert(
      fc.property(hex, fc.constantFrom(...modes), (chosen, mode) => {
        const [before, after] = [hueOf(chosen), hueOf(accentIn(mode, chosen))];
        fc.pre(before.c > 0.05 && after.c > 0.05);
        const apart = Math.abs(before.h! - after.h!);
        // Eight bits a channel round a hue by some degrees where it is nearly grey.
        expect(Math.min(apart, 360 - apart)).toBeLessThan(8);
      }),
    );
  });

  test("one that can be read already stays as it is", () => {
    expect(accentIn("light", "#1f6b4f")).toBe("#1f6b4f");
    expect(accentIn("dark", "#6fbf9c")).toBe("#6fbf9c");
  });

  test.each([
    ["light", "#ffee00"],
    ["light", "#ffffff"],
    ["dark", "#000000"],
    ["dark", "#1a237e"],
  ] as const)("on a %s page %s is changed", (mode, chosen) => {
    expect(accentIn(mode, chosen)).not.toBe(chosen);
  });

  test("its stylesheet holds digits alone", () => {
    fc.assert(
      fc.property(hex, (chosen) => {
        expect(coloursCss(chosen)).toMatch(
          /^:root\{--accent:#[0-9a-f]{6};--on-accent:#[0-9a-f]{6}\}@media \(prefers-color-scheme:dark\)\{:root\{--accent:#[0-9a-f]{6};--on-accent:#[0-9a-f]{6}\}\}\n$/,
        );
      }),
    );
  });
});

describe("a logo's ground", () => {
  test.each([
    ["black", 0, "LIGHT"],
    ["the ink of a page", 0.01, "LIGHT"],
    ["a middle green", 0.18, null],
    ["white", 1, "DARK"],
  ])("of %s", (_what, luminance, ground) => {
    expect(groundFor(luminance)).toBe(ground);
  });
});

describe("a logo's size", () => {
  const logo = { address: "00000000-0000-4000-8000-000000000001", version: 3, ground: null };

  test.each([
    [600, 120, 200, 40],
    [120, 120, 40, 40],
    [600, 20, 200, 7],
    [40, 20, 40, 20],
    [600, 1, 200, 1],
  ])("%i by %i is shown as %i by %i", (width, height, shownWidth, shownHeight) => {
    expect(logoShown({ ...logo, width, height })).toEqual({
      src: "/logo/AAAAAAAAQACAAAAAAAAAAQ/3.png",
      width: shownWidth,
      height: shownHeight,
    });
  });

  test("a page has a head of its own where there is a logo or a site", () => {
    const plain = { name: "Holm Maps", accent: "#123456", siteUrl: null, logo: null };
    expect(hasMasthead(plain)).toBe(false);
    expect(hasMasthead({ ...plain, siteUrl: "https://holm.example/" })).toBe(true);
    expect(hasMasthead({ ...plain, logo: { ...logo, width: 40, height: 20 } })).toBe(true);
  });
});

const bytes = (text: string) => Buffer.from(text, "latin1");

describe("a picture is what its bytes say", () => {
  test.each([
    ["a PNG", "\x89PNG\r\n\x1A\n....", "png"],
    ["a JPEG", "\xFF\xD8\xFF\xE0", "jpeg"],
    ["a WebP", "RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"],
    ["a GIF", "GIF89a", null],
    ["a text", "Hello, I am logo.png", null],
    ["a sound in RIFF", "RIFF\x00\x00\x00\x00WAVE", null],
    ["a drawing", '<svg xmlns="http://www.w3.org/2000/svg">', null],
    ["half a PNG's beginning", "\x89PNG\r\n", null],
    ["nothing", "", null],
  ])("%s", (_what, text, kind) => {
    expect(pictureKindOf(bytes(text))).toBe(kind);
  });

  test.each([
    ["<svg><script>alert(1)</script></svg>", true],
    ['<?xml version="1.0"?>\n<!-- by hand -->\n<svg width="1">', true],
    ["A text about svg", false],
    ["GIF89a", false],
  ])("a drawing is found: %s", (text, is) => {
    expect(isDrawing(bytes(text))).toBe(is);
  });
});

describe("a look as typed", () => {
  const typed = (look: Record<string, string>) =>
    studioLook.safeParse({ accent: "", welcome: "", siteUrl: "", ...look });
  const refusedFor = (look: Record<string, string>) =>
    typed(look).error?.issues.map(({ message }) => message);

  test("nothing at all is the product's own look", () => {
    expect(typed({}).data).toEqual({ accent: undefined, welcome: "", siteUrl: undefined });
  });

  test.each([
    ["#1F6B4F", "#1f6b4f"],
    ["1f6b4f", "#1f6b4f"],
    [" #1a5 ", "#11aa55"],
  ])("the colour %s is %s", (accent, read) => {
    expect(typed({ accent }).data?.accent).toBe(read);
  });

  test.each(["red;}", "red", "#12345", "#1234567", "#ggg", "rgb(1,2,3)", "#123456;}", "﹟123456"])(
    "the colour %s is refused, with how to write it",
    (accent) => {
      expect(refusedFor({ accent })).toEqual([
        "Colour: please write it as # and six characters from 0 to 9 and a to f, such as #1F6B4F, " +
          "or leave it empty.",
      ]);
    },
  );

  test.each([
    ["https://holm.example", "https://holm.example/"],
    ["holm.example/maps", "https://holm.example/maps"],
    ["https://bücher.example", "https://xn--bcher-kva.example/"],
  ])("the site %s is %s", (siteUrl, read) => {
    expect(typed({ siteUrl }).data?.siteUrl).toBe(read);
  });

  test.each([
    ["http://holm.example", "please use an address that begins with https://"],
    ["javascript:alert(1)", "please use an address that begins with https://"],
    ["data:text/html,x", "please use an address that begins with https://"],
    ["https://me:secret@holm.example", "there is a name or password in this address"],
    ["https://holm", "this is not an address on the web"],
    ["https://", "this is not an address on the web"],
    ["https://holm.example/a b", "this is not an address on the web"],
    ["https://127.0.0.1/", "this is not an address on the web"],
    [`https://holm.example/${"a".repeat(2000)}`, "please keep it under 2,000 characters"],
  ])("the site %s is refused", (siteUrl, why) => {
    expect(refusedFor({ siteUrl })).toEqual([expect.stringContaining(`Your site: ${why}`)]);
  });

  test("a welcome line of more than 300 characters is refused", () => {
    expect(refusedFor({ welcome: "a".repeat(301) })).toEqual([
      "Welcome line: please keep it under 300 characters.",
    ]);
  });
});
