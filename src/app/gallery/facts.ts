import { z } from "zod";
import { LANGUAGES, type Language } from "@/language/languages";
import { fieldsOf } from "@/lib/fields-of";
import { day, line, name, paragraph } from "@/lib/fields";
import { addDays, instantAt, type Day } from "@/lib/dates";

/** What the gallery's form asks for: everything in the samples that a person would have typed. */
export const gallerySchema = z.object({
  freelancerName: name("Freelancer", 80),
  studioName: name("Studio", 80),
  contactName: name("Contact", 80),
  projectTitle: line("Project", 120),
  deadlineTitle: line("Promise", 120),
  today: day("Today"),
  fromOn: day("Promised for"),
  toOn: day("Moved to"),
  reason: paragraph("Reason", 1000),
  message: paragraph("Message", 8000),
  note: line("Progress", 500),
  extra: line("Extra", 500),
  fileName: line("File", 120),
  answer: paragraph("Answer", 4000),
});
type Asked = z.infer<typeof gallerySchema>;
type FieldName = keyof Asked;

export const labels: Record<FieldName, string> = {
  freelancerName: "Freelancer",
  studioName: "Studio",
  contactName: "Contact",
  projectTitle: "Project",
  deadlineTitle: "Promise",
  today: "Today",
  fromOn: "Promised for",
  toOn: "Moved to",
  reason: "Reason",
  message: "Message",
  note: "Progress",
  extra: "Extra",
  fileName: "File",
  answer: "Answer",
};

/** A studio that set no look of its own. */
export const plainLook = { accent: null, siteUrl: null, logo: null };

const START: Day = "2026-11-24";
export const defaults: Asked = {
  freelancerName: "Mira Holm",
  studioName: "Holm Maps",
  contactName: "Ines Duarte",
  projectTitle: "The lighthouse map",
  deadlineTitle: "First full draft",
  today: START,
  fromOn: addDays(START, 3),
  toOn: addDays(START, 7),
  reason: "The licence for the coast data arrived two days late",
  message: "The harbour names are in.\nCould you check the spelling of the three islands?",
  note: "All harbours drawn and named",
  extra: "A small version for your letterhead",
  fileName: "lighthouse-map-draft-2.pdf",
  answer: "The colours on the cover are paler than on the proof.",
};

export const fields = fieldsOf(gallerySchema);

/** Which languages are shown: one, or "all". */
export type Choice = Language | "all";

export type GalleryFacts = Asked & {
  /** The instant at which every sample is read: eleven o'clock in the contact's zone. */
  now: Date;
  contactZone: string;
  studioZone: string;
};

export type Reading = {
  facts: GalleryFacts;
  choice: Choice;
  /** What was typed, and what is wrong with it, by field; a default is shown in place of what is wrong. */
  typed: Asked;
  problems: Partial<Record<FieldName, string>>;
};

/** Reads the facts from an address. What is missing or wrong has its default in the samples. */
export function readFacts(params: URLSearchParams): Reading {
  const typed = { ...defaults };
  const used = { ...defaults };
  const problems: Reading["problems"] = {};
  for (const field of Object.keys(defaults) as FieldName[]) {
    const text = params.get(field);
    if (text === null) continue;
    typed[field] = text;
    const read = gallerySchema.shape[field].safeParse(text);
    if (read.success) used[field] = read.data;
    else problems[field] = read.error.issues[0]?.message ?? `${labels[field]}: please change this.`;
  }
  const language = params.get("language");
  const choice =
    language === "all" ? language : (LANGUAGES.find((one) => one === language) ?? "en");
  return { facts: factsOf(used), choice, typed, problems };
}

const CONTACT_ZONE = "Europe/Lisbon";

function factsOf(asked: Asked): GalleryFacts {
  return {
    ...asked,
    now: instantAt(asked.today, "11:00", CONTACT_ZONE),
    contactZone: CONTACT_ZONE,
    studioZone: "Europe/Copenhagen",
  };
}
