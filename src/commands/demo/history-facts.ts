import type { QuietReason, Verdict } from "@/db/enums";

/** What became of a delivery's promised date. */
export type Kept =
  | { kind: "kept" }
  /** Moved with a reason, so many days before the day that had been promised; fewer than none is after it. */
  | { kind: "moved"; byDays: number; daysEarly: number; reason: string }
  /** The day passed without a word. */
  | { kind: "missed"; lateDays: number };

export type Delivery = {
  who: string;
  title: string;
  /** How many days ago it was completed, and how long it took. */
  daysAgo: number;
  weeks: number;
  date: Kept;
  answer?: [verdict: Verdict, effort: number, words: string];
  /** A question of the client's and the reply, and after how many minutes of work it came. */
  asked: { question: string; reply: string; minutes: number; by?: "EMAIL" | "PHONE" }[];
};

const kept = { kind: "kept" } as const;
const moved = (byDays: number, daysEarly: number, reason: string) =>
  ({ kind: "moved", byDays, daysEarly, reason }) as const;
const missed = (lateDays: number) => ({ kind: "missed", lateDays }) as const;
const up = (effort: number, words = "") => ["UP_TO_MARK", effort, words] as const;
const asked = (minutes: number, question: string, reply: string, by?: "EMAIL" | "PHONE") => ({
  question,
  reply,
  minutes,
  by,
});

type Told = readonly [
  who: string,
  title: string,
  daysAgo: number,
  weeks: number,
  date: Kept,
  answer: readonly [Verdict, number, string] | null,
  asked: Delivery["asked"],
];

const told: Told[] = [
  [
    "tobias@example.com",
    "Star map for the dome",
    415,
    5,
    kept,
    up(5, "Visitors look up longer than they used to."),
    [asked(40, "Can the dome seam run through the Milky Way?", "Yes, it hides there nicely.")],
  ],
  [
    "karin@example.com",
    "Schild über der Tür",
    410,
    3,
    kept,
    up(4),
    [asked(25, "Passt das Schild unter das Vordach?", "Ja, mit acht Zentimetern Luft.")],
  ],
  [
    "colette@example.com",
    "Map of the cellars",
    405,
    6,
    moved(4, 3, "The lower cellar was flooded, so it is measured on Monday."),
    up(4, "Nobody has got lost since."),
    [asked(95, "Could the stairs be marked in red?", "They are red now.", "EMAIL")],
  ],
  [
    "ines@example.com",
    "Tide table for the pier",
    400,
    2,
    kept,
    up(5, "The fishermen took three home."),
    [asked(15, "Is low water in bold?", "It is, on both sides.")],
  ],
  ["haru@example.com", "Label for the first flush", 390, 3, kept, up(4), []],
  [
    "chidi@example.com",
    "Loaf labels",
    380,
    2,
    missed(2),
    ["NEARLY", 3, "The labels came two days after market day."],
    [asked(510, "Are the labels on their way?", "They are. I should have told you.", "PHONE")],
  ],
  [
    "saga@example.com",
    "Paper sample book",
    370,
    4,
    kept,
    up(5, "We sell by it."),
    [asked(60, "May it open flat?", "It does: the spine is sewn.")],
  ],
  [
    "rhona@example.com",
    "Route cards",
    350,
    3,
    moved(2, 5, "One route is closed by a rockfall."),
    up(5),
    [],
  ],
  [
    "tobias@example.com",
    "Dark-sky postcard",
    340,
    2,
    kept,
    ["NOT_UP_TO_MARK", 2, "The moon is the wrong way round."],
    [asked(70, "Who drew this moon?", "I mirrored it. I will print them again.", "PHONE")],
  ],
  [
    "chidi@example.com",
    "Christmas order card",
    330,
    2,
    kept,
    null,
    [asked(30, "Can people order stollen twice?", "They can now.")],
  ],
  [
    "elina@example.com",
    "Harbour rules board",
    310,
    4,
    kept,
    up(4),
    [asked(120, "May the children’s rule be first?", "It is the first one now.", "EMAIL")],
  ],
  [
    "karin@example.com",
    "Lesekarte für Kinder",
    300,
    3,
    kept,
    up(5, "Sie hängen am Kühlschrank."),
    [],
  ],
  [
    "ines@example.com",
    "Ticket for the boat",
    290,
    2,
    moved(1, 1, "The perforation is punched a day later."),
    up(4),
    [asked(20, "Can the stub carry the number?", "Both halves carry it.")],
  ],
  [
    "haru@example.com",
    "Map of the tea gardens",
    270,
    6,
    kept,
    up(5),
    [asked(240, "Are the old terraces on it?", "All eleven of them.", "EMAIL")],
  ],
  [
    "colette@example.com",
    "Labels for twelve cheeses",
    260,
    4,
    moved(6, -1, "The printer ran out of the grey stock."),
    ["NOT_UP_TO_MARK", 2, "The ink ran in the wet cellar."],
    [asked(660, "The ink runs. Did you test it?", "Not in the wet. I am sorry.", "EMAIL")],
  ],
  ["chidi@example.com", "Van lettering", 250, 3, kept, up(5, "People wave at it."), []],
  [
    "saga@example.com",
    "Workshop poster",
    240,
    2,
    kept,
    up(4),
    [asked(35, "Is there room for a second date?", "Below the first, in the same size.")],
  ],
  ["tobias@example.com", "Plan of the tower", 220, 4, kept, up(5, "And the moon is right."), []],
  [
    "karin@example.com",
    "Inventurplan",
    200,
    1,
    kept,
    null,
    [asked(50, "Reicht er bis ins Lager?", "Bis zum letzten Regal.")],
  ],
  [
    "haru@example.com",
    "Gift box sleeve",
    160,
    3,
    missed(1),
    ["NEARLY", 4, "Lovely, a day late for the shop’s birthday."],
    [asked(410, "Will it be here for Saturday?", "On Monday. I am sorry.", "EMAIL")],
  ],
  [
    "ines@example.com",
    "Signpost at the fourth lighthouse",
    150,
    2,
    kept,
    up(5, "Nobody walks to the fifth by mistake any more."),
    [asked(18, "Does it point left?", "Left, and uphill.")],
  ],
  ["saga@example.com", "Leporello of the daughters", 120, 3, kept, up(5), []],
  [
    "elina@example.com",
    "Knot cards",
    95,
    2,
    kept,
    up(4, "The bowline took me two tries, as it should."),
    [asked(55, "Can card six be waterproof?", "All of them are.")],
  ],
  [
    "rhona@example.com",
    "Winter map of the corries",
    60,
    5,
    moved(3, 6, "The avalanche paths are surveyed after the first snow."),
    up(5, "It was on the hill the same week."),
    [asked(28, "Is north up on all sheets?", "On all nine of them.")],
  ],
];

/** What was delivered before the weeks that the rest of the demo tells of, the oldest first. */
export const deliveries: Delivery[] = told.map(
  ([who, title, daysAgo, weeks, date, answer, lines]) => ({
    who,
    title,
    daysAgo,
    weeks,
    date,
    answer: answer ? [...answer] : undefined,
    asked: lines,
  }),
);

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
  { title: "Harbour rules board", what: "a board that stands the salt", became: "moved" },
  { title: "Gift box sleeve", what: "a faster courier to Uji", became: "missed" },
  { title: "Winter map of the corries", what: "the price of waterproof paper", became: "kept" },
];
