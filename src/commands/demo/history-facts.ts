import type { QuietReason } from "@/db/enums";

/** Who came in earlier times alone. */
export const formerClients = [
  {
    client: "Brandt Observatory",
    name: "Tobias Brandt",
    address: "tobias@example.com",
    zone: "Europe/Berlin",
  },
  {
    client: "Moreau Cheese Cellars",
    name: "Colette Moreau",
    address: "colette@example.com",
    zone: "Europe/Paris",
  },
  {
    client: "Kestrel Mountain Rescue",
    name: "Rhona Baird",
    address: "rhona@example.com",
    zone: "Europe/London",
  },
];

/** The cases of those times: what went wrong, and what was promised for the next project. */
export const formerCases = [
  {
    title: "Dark-sky postcard",
    outcome: "KEPT",
    channel: "PHONE",
    specifics: "The moon is a mirror image.",
    cause: "I turned the scan over and did not look again.",
    remedy: "An astronomer looks at every proof.",
    keptIn: "Plan of the tower",
  },
  {
    title: "Labels for twelve cheeses",
    outcome: "LOST",
    channel: "EMAIL",
    specifics: "The ink of four labels ran within a week.",
    cause: "I proofed on dry paper alone.",
    remedy: "Every label is left in a wet cellar for a night before it is printed.",
    keptIn: null,
  },
] as const;

/** Who was asked after some quiet months, and why they gave no new work. */
export const quietAnswers: { title: string; reason: QuietReason; words: string }[] = [
  {
    title: "Plan of the tower",
    reason: "NO_WORK",
    words: "The dome is finished. We will call when it leaks.",
  },
  {
    title: "Labels for twelve cheeses",
    reason: "RESULT",
    words: "After the labels we went back to our old printer.",
  },
];

/** What was promised in a thread, by when the client hears, and what became of it. */
export const formerPledges: {
  title: string;
  what: string;
  became: "kept" | "moved" | "missed";
}[] = [
  { title: "Map of the cellars", what: "whether the flood mark can be shown", became: "kept" },
  { title: "Tide table for the pier", what: "the harbour master’s corrections", became: "kept" },
  { title: "Harbour rules board", what: "a board that survives the salt", became: "moved" },
  { title: "Gift box sleeve", what: "a faster courier to Uji", became: "missed" },
  { title: "Winter map of the corries", what: "the price of waterproof paper", became: "kept" },
];
