import sharp, { type Metadata } from "sharp";
import { groundFor } from "./colours";

/** The kinds of picture that are taken. A file is what its bytes say, whatever its name says. */
export type PictureKind = "png" | "jpeg" | "webp";

/** A picture that cannot be used, and why. */
export class UnusablePicture extends Error {
  constructor(readonly why: "svg" | "kind" | "broken" | "moving" | "small" | "large") {
    super("This picture cannot be used.");
  }
}

const text = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Returns which kind of picture bytes are, by how they begin; null for everything else. */
export function pictureKindOf(bytes: Uint8Array): PictureKind | null {
  if (text(bytes, 0, 8) === "\x89PNG\r\n\x1A\n") return "png";
  if (text(bytes, 0, 3) === "\xFF\xD8\xFF") return "jpeg";
  return text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 12) === "WEBP" ? "webp" : null;
}

/** Whether bytes begin like a drawing in SVG, which may hold scripts and addresses. */
export function isDrawing(bytes: Uint8Array): boolean {
  return /<svg[\s>]/i.test(new TextDecoder().decode(bytes.subarray(0, 4096)));
}

/** The longest side of a picture that is decoded, and the most pixels: its head says so before it is decoded. */
export const MOST_SIDE = 10_000;
const MOST_PIXELS = 40_000_000;
/** As long as one picture may take. */
const SECONDS = 20;

sharp.cache(false);
// One thread a picture: whoever serves pages goes on meanwhile.
sharp.concurrency(1);

/** Returns a picture that may be decoded. Reads its head alone; throws `UnusablePicture` for any other. */
async function openPicture(
  bytes: Uint8Array,
  { leastSide, isStill }: { leastSide: number; isStill: boolean },
) {
  if (!pictureKindOf(bytes)) throw new UnusablePicture(isDrawing(bytes) ? "svg" : "kind");
  const picture = () =>
    sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" }).timeout({ seconds: SECONDS });
  // Read without the limit: what is too large is told so.
  const head = await sharp(bytes, { limitInputPixels: false }).metadata().catch(broken);
  const why = unusable(head, leastSide, isStill);
  if (why) throw new UnusablePicture(why);
  return picture;
}

function unusable({ width, height, pages }: Metadata, leastSide: number, isStill: boolean) {
  if (isStill && (pages ?? 1) > 1) return "moving";
  if (Math.max(width, height) > MOST_SIDE || width * height > MOST_PIXELS) return "large";
  return Math.max(width, height) < leastSide ? "small" : null;
}

const broken = (error: unknown): never => {
  throw Object.assign(new UnusablePicture("broken"), { cause: error });
};

export const LEAST_LOGO_SIDE = 32;
/** Three times the room that a logo has on a page. */
const LOGO = { width: 600, height: 120 };

/**
 * Returns a logo made from a picture: its pixels alone, as a PNG of at most 600 by 120, and which ground it needs. What
 * else was in the file is gone. Throws `UnusablePicture`.
 */
export async function drawLogo(bytes: Uint8Array) {
  const picture = await openPicture(bytes, { leastSide: LEAST_LOGO_SIDE, isStill: true });
  const drawn = await picture()
    .autoOrient()
    .resize({ ...LOGO, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .png({ palette: true, effort: 8 })
    .toBuffer({ resolveWithObject: true })
    .catch(broken);
  const { width, height } = drawn.info;
  return { bytes: new Uint8Array(drawn.data), width, height, ground: await groundOf(drawn.data) };
}

/** A picture that fills its ground brings its own. */
const MOSTLY = 0.95;

async function groundOf(png: Uint8Array) {
  const { data } = await sharp(png)
    .ensureAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  let seen = 0;
  let luminance = 0;
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]! / 255;
    seen += alpha;
    luminance += alpha * luminanceOf(data[at]!, data[at + 1]!, data[at + 2]!);
  }
  return seen === 0 || seen >= MOSTLY * (data.length / 4) ? null : groundFor(luminance / seen);
}

const linear = (channel: number) =>
  channel <= 10.31475 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
const luminanceOf = (red: number, green: number, blue: number) =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** The longest side of a preview: twice what is shown. */
const PREVIEW_SIDE = 480;

/**
 * Returns a small picture made from a picture: its pixels alone, as a WebP; of one that moves the first frame. Throws
 * `UnusablePicture`.
 */
export async function drawPreview(bytes: Uint8Array) {
  const picture = await openPicture(bytes, { leastSide: 2, isStill: false });
  const { data, info } = await picture()
    .autoOrient()
    .resize({
      width: PREVIEW_SIDE,
      height: PREVIEW_SIDE,
      fit: "inside",
      withoutEnlargement: true,
    })
    .toColourspace("srgb")
    .webp({ quality: 72 })
    .toBuffer({ resolveWithObject: true })
    .catch(broken);
  return { bytes: new Uint8Array(data), width: info.width, height: info.height };
}
