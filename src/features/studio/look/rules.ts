import type { StudioKey } from "@/language/say";
import type { StudioLook } from "./schema";

/** The columns of a studio that make its look (`Look` of lib/look.ts). */
export const lookColumns = {
  name: true,
  accent: true,
  siteUrl: true,
  logo: { select: { address: true, version: true, width: true, height: true, ground: true } },
} as const;

/** The most bytes of a file that a logo is made of. */
export const MOST_LOGO_BYTES = 5_000_000;

/** Returns a studio's look as its form has it. */
export function lookOf(studio: {
  accent: string | null;
  welcome: string;
  siteUrl: string | null;
}): StudioLook {
  const { accent, welcome, siteUrl } = studio;
  return { accent: accent ?? undefined, welcome, siteUrl: siteUrl ?? undefined };
}

export const lookLabels: { [Name in keyof Required<StudioLook>]: StudioKey } = {
  accent: "look.colour",
  welcome: "look.welcome",
  siteUrl: "look.site",
};
