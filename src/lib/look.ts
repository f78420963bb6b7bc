import { lookPath } from "./client-paths";

export type Logo = {
  address: string;
  version: number;
  width: number;
  height: number;
  /** What it needs behind it to be seen, where it has no ground of its own. */
  ground: "LIGHT" | "DARK" | null;
};

/** What a studio's clients see of its look: its own, where it set one. */
export type Look = {
  name: string;
  /** As chosen: "#1f6b4f". */
  accent: string | null;
  siteUrl: string | null;
  logo: Logo | null;
};

/** The most room that a logo has on a page and in an email, in CSS pixels. */
const ROOM = { width: 200, height: 40 };

/** Returns a logo's address on this install, and the size it is shown at: never larger than it is. */
export function logoShown({ address, version, width, height }: Logo) {
  const scale = Math.min(1, ROOM.width / width, ROOM.height / height);
  return {
    src: lookPath.logo(address, version),
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** Returns whether a page begins with the studio's own logo or a link to its site. */
export const hasMasthead = ({ logo, siteUrl }: Look): boolean => logo !== null || siteUrl !== null;
