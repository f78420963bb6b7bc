import type { ReactElement } from "react";
import type { Written } from "@/features/emails/commands";
import type { Envelope } from "@/features/emails/envelope";
import type { Locale } from "@/language/locale";
import type { GalleryFacts } from "./facts";

/** A token and ids of the right shape, which open nothing. */
export const TOKEN = "gallery".padEnd(43, "0");
export const PROJECT_ID = "00000000-0000-4000-8000-000000000001";
export const CONTACT_ID = "00000000-0000-4000-8000-000000000002";

/** One email as a room writes it: for the contact in their language, or for the freelancer in theirs. */
export type Sample = Written & {
  what: string;
  reader: "contact" | "freelancer";
} & Partial<Pick<Envelope, "fromName" | "toName" | "toAddress" | "replyTo">>;

export type Samples = (facts: GalleryFacts, locale: Locale) => Omit<Sample, "reader">[];

export const twelve = (text: string) =>
  Array.from({ length: 12 }, (_, index) => `${text} ${index + 1}`);

/** A client's page in one of its states. Its forms lead to `path`, which takes nothing. */
export type PageSample = {
  slug: string;
  title: string;
  show: (facts: GalleryFacts, locale: Locale, path: string) => ReactElement;
};
