import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { enqueueEmail } from "@/features/emails/commands";
import { getEmail } from "@/features/emails/queries";
import { freeze } from "@/mail/freeze";
import { removeLogo, saveLogo, saveLook } from "@/features/studio/look/commands";
import { findLogo, getLook } from "@/features/studio/look/queries";
import { Masthead } from "@/document/masthead";
import { env } from "@/lib/env";
import { GET as logoRoute } from "@/app/(client)/logo/[address]/[version]/route";
import { shortId } from "@/lib/client-paths";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import {
  client,
  freelancer,
  MONDAY,
  newEmail,
  pageOf,
  project,
  type Person,
} from "@tests/support/factories";

type Paint = { width: number; height: number; colour?: string; alpha?: number };
const paint = ({ width, height, colour = "#7a1fa2", alpha = 1 }: Paint) =>
  sharp({ create: { width, height, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .composite([
      {
        input: {
          create: {
            width: Math.ceil(width / 2),
            height,
            channels: 4,
            background: { ...rgb(colour), alpha },
          },
        },
        left: 0,
        top: 0,
      },
    ])
    .png();
const rgb = (colour: string) => {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return { r: r!, g: g!, b: b! };
};
async function* chunksOf(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
const save = (scope: Scope, file: Uint8Array) =>
  saveLogo(scope, { chunks: chunksOf(file) }, MONDAY);

let scope: Scope;
beforeEach(async () => {
  scope = await freelancer();
});
const logo = async () => (await getLook(scope)).logo;

describe("a logo is made from a picture", () => {
  test.each(["png", "jpeg", "webp"] as const)("from %s, made smaller", async (kind) => {
    const picture = sharp({
      create: { width: 2400, height: 480, channels: 3, background: "#7a1fa2" },
    });
    await save(scope, await picture[kind]().toBuffer());
    expect(await logo()).toMatchObject({ version: 1, width: 600, height: 120, ground: null });
    const stored = await findLogo((await logo())!.address);
    expect(await sharp(stored!.bytes).metadata()).toMatchObject({ format: "png", width: 600 });
  });

  test("without what else the file says, turned as it says", async () => {
    const file = await sharp({
      create: { width: 200, height: 100, channels: 3, background: "#fff" },
    })
      .jpeg()
      .withExif({ IFD0: { Artist: "Mira Holm", Copyright: "Secret place" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(file.includes("Mira Holm")).toBe(true);
    await save(scope, file);
    const { bytes } = (await findLogo((await logo())!.address))!;
    expect(Buffer.from(bytes).includes("Mira Holm")).toBe(false);
    const { exif, width, height } = await sharp(bytes).metadata();
    expect({ exif, width, height }).toEqual({ exif: undefined, width: 60, height: 120 });
  });

  test("a noisy one weighs little", async () => {
    const pixels = Buffer.from(
      Array.from({ length: 600 * 120 * 3 }, (_none, at) => (at * 7919) % 256),
    );
    const noisy = sharp(pixels, { raw: { width: 600, height: 120, channels: 3 } });
    await save(scope, await noisy.png().toBuffer());
    expect((await getLook(scope)).logoBytes).toBeLessThan(80_000);
  });

  test.each([
    ["#000000", "LIGHT"],
    ["#ffffff", "DARK"],
    ["#b3362b", null],
  ])("one of %s on nothing needs %s behind it", async (colour, ground) => {
    await save(scope, await paint({ width: 200, height: 100, colour }).toBuffer());
    expect((await logo())?.ground).toBe(ground);
  });

  test("another takes its place under the same address, as a new version", async () => {
    await save(scope, await paint({ width: 200, height: 100 }).toBuffer());
    const before = await logo();
    await save(scope, await paint({ width: 100, height: 100 }).toBuffer());
    expect(await logo()).toMatchObject({ address: before!.address, version: 2, width: 100 });
  });

  test("one that is removed is gone for everybody", async () => {
    await save(scope, await paint({ width: 200, height: 100 }).toBuffer());
    const { address } = (await logo())!;
    await removeLogo(scope, MONDAY);
    expect([await logo(), await findLogo(address)]).toEqual([null, null]);
    await removeLogo(scope, MONDAY);
    const kinds = await db().historyEntry.findMany({
      where: { freelancerId: scope.freelancerId, kind: { startsWith: "logo." } },
      select: { kind: true },
    });
    expect(kinds.map(({ kind }) => kind)).toEqual(["logo.saved", "logo.removed"]);
  });
});

describe("what is no logo is refused by name, and the one before stays", () => {
  beforeEach(async () => save(scope, await paint({ width: 64, height: 64 }).toBuffer()));

  const still = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#fff" } })
      .png({ compressionLevel: 9 })
      .toBuffer();
  /** Two frames of 40 by 40 that differ. */
  const frames = Buffer.from(Array.from({ length: 40 * 80 * 3 }, (_none, at) => (at * 7) % 256));
  const moving = (kind: "webp" | "gif") =>
    sharp(frames, { raw: { width: 40, height: 80, channels: 3, pageHeight: 40 } })
      [kind]({ delay: [100, 100], loop: 0 })
      .toBuffer();

  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ["1 by 1", () => still(1, 1), "Logo: this picture is too small to be seen."],
    ["20,000 pixels wide", () => still(20_000, 40), "Logo: this picture has too many pixels."],
    ["100 million pixels", () => still(10_000, 9_999), "Logo: this picture has too many pixels."],
    ["a WebP that moves", () => moving("webp"), "Logo: this picture moves."],
    ["a GIF that moves", () => moving("gif"), "Logo: this file is no PNG, JPEG or WebP picture"],
    [
      "an SVG with a script",
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      "Logo: this is an SVG drawing, which can hold scripts.",
    ],
    [
      "a text called logo.png",
      () => Buffer.from("I am a logo, honestly."),
      "Logo: this file is no PNG, JPEG or WebP picture, whatever it is called.",
    ],
    [
      "half a picture",
      async () => (await paint({ width: 300, height: 300 }).toBuffer()).subarray(0, 200),
      "Logo: this picture is damaged",
    ],
    [
      "a beginning and nothing else",
      () => Buffer.from("\x89PNG\r\n\x1A\nnothing", "latin1"),
      "Logo: this picture is damaged",
    ],
    ["nothing", () => Buffer.alloc(0), "Logo: this file is empty."],
  ])("%s", async (_what, file, why) => {
    await expect(save(scope, await file())).rejects.toThrow(why);
    expect(await logo()).toMatchObject({ version: 1, width: 64 });
  });

  test("50 MB that say so are not read at all", async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield Buffer.alloc((read += 1));
    }
    await expect(saveLogo(scope, { chunks: endless(), bytes: 50_000_000 }, MONDAY)).rejects.toThrow(
      "Logo: this file is larger than 5 MB.",
    );
    expect(read).toBe(0);
  });

  test("what does not say its size is read to 5 MB and no further", async () => {
    let megabytes = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        megabytes += 1;
        yield Buffer.alloc(1_000_000);
      }
    }
    await expect(saveLogo(scope, { chunks: endless() }, MONDAY)).rejects.toThrow("5 MB");
    expect(megabytes).toBe(6);
  });
});

describe("a look is seen by clients", () => {
  let person: Person;
  let projectId: string;
  beforeEach(async () => {
    person = await client(scope);
    projectId = await project(scope, person);
  });
  const studioOn = async () => (await pageOf(person, projectId))!.studio;
  const mastheadOf = async () =>
    renderToStaticMarkup(createElement(Masthead, { look: await studioOn() }));

  test("a page without a look has none of it", async () => {
    expect(await studioOn()).toMatchObject({
      accent: null,
      welcome: "",
      siteUrl: null,
      logo: null,
    });
    expect(await mastheadOf()).toBe("");
  });

  test("the page has logo, colour, welcome and the way to the site", async () => {
    await save(scope, await paint({ width: 200, height: 100 }).toBuffer());
    await saveLook(scope, {
      accent: "#7a1fa2",
      welcome: "Good to have you here.",
      siteUrl: "https://holm.example/",
    });
    const html = await mastheadOf();
    const { address } = (await logo())!;
    expect(html).toContain(`src="/logo/${shortId(address)}/1.png"`);
    expect(html).toContain('alt="Studio Holm"');
    expect(await studioOn()).toMatchObject({
      accent: "#7a1fa2",
      welcome: "Good to have you here.",
    });
    expect(html).toContain('href="https://holm.example/" rel="noopener noreferrer"');
  });

  test("what was set can be emptied again", async () => {
    await saveLook(scope, {
      accent: "#7a1fa2",
      welcome: "Hello",
      siteUrl: "https://holm.example/",
    });
    await saveLook(scope, { accent: undefined, welcome: "", siteUrl: undefined });
    expect(await getLook(scope)).toMatchObject({ accent: null, welcome: "", siteUrl: null });
  });

  test("a change from an older form does not undo a newer one", async () => {
    await saveLook(scope, { accent: "#7a1fa2", welcome: "", siteUrl: undefined });
    const seen = { accent: undefined, welcome: "", siteUrl: undefined };
    await saveLook(scope, { accent: undefined, welcome: "Hello", siteUrl: undefined }, seen);
    expect(await getLook(scope)).toMatchObject({ accent: "#7a1fa2", welcome: "Hello" });
  });

  test("an email that is sent has the logo as a picture with a name, at a whole address", async () => {
    await save(scope, await paint({ width: 200, height: 100 }).toBuffer());
    await saveLook(scope, { accent: "#ffee00", welcome: "", siteUrl: undefined });
    const one = newEmail(scope, { contactId: person.contactId, projectId });
    const id = await inTransaction((tx) => enqueueEmail(tx, one));
    const before = await getEmail(scope, id);
    await deliverDueEmails();
    const { frozen, sentAt } = await getEmail(scope, id);
    expect(sentAt).not.toBeNull();
    expect(frozen.html).toBe(before.frozen.html);
    const { address } = (await logo())!;
    expect(frozen.html).toContain(`src="${env().APP_URL}/logo/${shortId(address)}/1.png"`);
    expect(frozen.html).toContain('alt="Studio Holm"');
    expect(frozen.html).not.toContain("#ffee00");
    expect(frozen.text).not.toContain("logo");
  });

  test("an email to the freelancer has nothing of it", async () => {
    const frozen = await freeze(
      { fromName: "Uptomark", replyTo: null, toName: "", toAddress: "a@b.example", subject: "x" },
      { greeting: "Hello", paragraphs: ["x"], signature: "Uptomark" },
    );
    expect(frozen.html).not.toContain("<img");
    expect(frozen.html).toContain("#FBF9F4");
  });
});

describe("a logo is fetched by anybody", () => {
  const get = (address: string, version: string) =>
    logoRoute(new Request("http://localhost"), { params: Promise.resolve({ address, version }) });

  test("the version of now for a year, an earlier one as the logo of today", async () => {
    await save(scope, await paint({ width: 200, height: 100 }).toBuffer());
    await save(scope, await paint({ width: 100, height: 100 }).toBuffer());
    const address = shortId((await logo())!.address);
    const [now, before] = [await get(address, "2.png"), await get(address, "1.png")];
    expect(now.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(before.headers.get("cache-control")).toBe("public, max-age=3600");
    expect(await now.arrayBuffer()).toEqual(await before.arrayBuffer());
    expect(now.headers.get("content-type")).toBe("image/png");
    expect(now.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.each(["AAAAAAAAQACAAAAAAAAAAQ", "nothing", "../../etc"])("none at %s", async (address) => {
    expect((await get(address, "1.png")).status).toBe(404);
  });
});
