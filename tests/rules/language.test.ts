import { describe, expect, test } from "vitest";
import { sizeName } from "@/lib/files";
import { languageAsked } from "@/language/accept-language";
import { LANGUAGES, languageOf, type Language } from "@/language/languages";
import { fill } from "@/language/plain";
import { refusal, toldIn } from "@/language/refusals";
import { capital, messages, localeOf, withinSentence } from "@/language/locale";
import { studioLocaleOf, studioMessages } from "@/language/studio";
import { addDays, dayName, distance } from "@/lib/dates";
import { Refusal } from "@/lib/errors";

const others = LANGUAGES.filter((language) => language !== "en");

/** Every message by its key. */
function flat(tree: object, above = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[above + key, value]] : flat(value as object, `${above}${key}.`),
  );
}

/** What a message is filled with: its places, and the marks around words. */
const placesIn = (text: string) =>
  [...text.matchAll(/\{(\w+)(, ?\w+)?(?=[},])|<(\w+)>/g)]
    .map(([, place, kind = "", mark]) => (place ? place + kind.replace(" ", "") : `<${mark}>`))
    .toSorted();

/** How many words a message has, without what a plural is written with. */
const wordsIn = (text: string) =>
  text.replace(/<\/?\w+>|\{\w+(, \w+)?\}/g, " ").match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

const FILES = [
  { whose: "clients", files: messages, localeIn: localeOf },
  { whose: "the studio", files: studioMessages, localeIn: studioLocaleOf },
];

describe.each(FILES)("the message files of $whose", ({ files, localeIn }) => {
  const english = new Map(flat(files.en));

  test.each(others)("%s has every key of the English one, and no other", (language) => {
    expect(flat(files[language]).map(([key]) => key)).toEqual([...english.keys()]);
  });

  test.each(others)("%s has the same places to be filled in", (language) => {
    for (const [key, text] of flat(files[language]))
      expect(placesIn(text), key).toEqual(placesIn(english.get(key)!));
  });

  test.each(LANGUAGES)("%s can be said, with every place filled in", (language) => {
    const say = localeIn(language).t as unknown as {
      rich: (key: string, values: object) => unknown;
    };
    for (const [key, text] of flat(files[language])) {
      const places = placesIn(text);
      const values = Object.fromEntries(
        places.map((place) =>
          place.startsWith("<")
            ? [place.slice(1, -1), (words: unknown) => words]
            : [place.split(",")[0], place.includes(",") ? 3 : "here"],
        ),
      );
      expect([say.rich(key, values)].flat().join(""), key).not.toMatch(/[{}<>]|undefined/);
    }
  });

  test.each(LANGUAGES)("%s sets its marks as print does, and never shouts", (language) => {
    for (const [key, text] of flat(files[language])) {
      expect(text, key).not.toMatch(/['"]|\.\.\.|!| {2}|^\s|\s$/);
      // A month that is shortened ends in a point of its own.
      if (["de", "fr", "pt"].includes(language))
        expect(text, key).not.toMatch(/\{(day|from|to|time)\}(<\/b>)?\./);
      if (language !== "fr") continue;
      // The beginning of an address is written as it is typed.
      expect(text, key).not.toMatch(/[^\u00a0](?:[;?»]|:(?!\w|\/\/))|«(?!\u00a0)/u);
    }
  });

  test.each(others)("%s is its own: no sentence is left in English", (language) => {
    for (const [key, text] of flat(files[language]))
      if (wordsIn(text) > 3) expect(text, key).not.toBe(english.get(key));
  });
});

describe("days", () => {
  test.each<[Language, string[]]>([
    [
      "en",
      [
        "Tue 24 Nov, in 3 days",
        "Sat 21 Nov, today",
        "Sun 22 Nov, tomorrow",
        "Thu 19 Nov, 2 days ago",
        "Mon 4 Jan 2027, in 44 days",
      ],
    ],
    [
      "de",
      [
        "Di., 24. Nov., in 3 Tagen",
        "Sa., 21. Nov., heute",
        "So., 22. Nov., morgen",
        "Do., 19. Nov., vorgestern",
        "Mo., 4. Jan. 2027, in 44 Tagen",
      ],
    ],
    [
      "fr",
      [
        "mar. 24 nov., dans 3 jours",
        "sam. 21 nov., aujourd’hui",
        "dim. 22 nov., demain",
        "jeu. 19 nov., avant-hier",
        "lun. 4 janv. 2027, dans 44 jours",
      ],
    ],
    [
      "es",
      [
        "martes 24 nov, dentro de 3 días",
        "sábado 21 nov, hoy",
        "domingo 22 nov, mañana",
        "jueves 19 nov, anteayer",
        "lunes 4 ene 2027, dentro de 44 días",
      ],
    ],
    [
      "pt",
      [
        "terça, 24 nov., dentro de 3 dias",
        "sábado, 21 nov., hoje",
        "domingo, 22 nov., amanhã",
        "quinta, 19 nov., anteontem",
        "segunda, 4 jan. 2027, dentro de 44 dias",
      ],
    ],
  ])("in %s", (language, said) => {
    const days = ["2026-11-24", "2026-11-21", "2026-11-22", "2026-11-19", "2027-01-04"];
    expect(days.map((day) => localeOf(language).dayAndDistance(day, "2026-11-21"))).toEqual(said);
  });

  test("English is named as in the studio, on every day of four years", () => {
    const { days: _days, ...own } = localeOf("en");
    for (let n = -730; n < 730; n += 1) {
      const day = addDays("2026-11-21", n);
      expect([own.dayName(day, "2026-11-21"), own.distance(day, "2026-11-21")]).toEqual([
        dayName(day, "2026-11-21"),
        distance(day, "2026-11-21"),
      ]);
    }
  });

  test.each<[Language, string, string, string]>([
    ["en", "Tue 24 Nov, 07:30", "Tokyo time", "Yesterday"],
    ["de", "Di., 24. Nov., 07:30", "Ortszeit Tokyo", "Gestern"],
    ["fr", "mar. 24 nov., 07:30", "heure de Tokyo", "Hier"],
    ["es", "martes 24 nov, 07:30", "hora de Tokyo", "Ayer"],
    ["pt", "terça, 24 nov., 07:30", "hora de Tokyo", "Ontem"],
  ])("times, zones and headings in %s", (language, time, zone, heading) => {
    const own = localeOf(language);
    expect([
      own.timeName(new Date("2026-11-23T22:30:00Z"), "Asia/Tokyo", "2026-11-23"),
      own.zoneName("Asia/Tokyo"),
      own.dayHeading("2026-11-20", "2026-11-21"),
    ]).toEqual([time, zone, heading]);
    expect(own.zoneName("UTC")).toBe("UTC");
  });

  test("March is March, wherever months are shortened", () => {
    expect(
      LANGUAGES.map((language) => localeOf(language).dayName("2026-03-05", "2026-11-21")),
    ).toEqual(["Thu 5 Mar", "Do., 5. März", "jeu. 5 mars", "jueves 5 mar", "quinta, 5 mar."]);
  });
});

test("sizes are said in each language's own units", () => {
  expect(
    LANGUAGES.map((language) =>
      [1, 12, 2_440_000].map((bytes) => sizeName(bytes, localeOf(language).units)),
    ),
  ).toEqual([
    ["1 byte", "12 bytes", "2.4 MB"],
    ["1 Byte", "12 Byte", "2,4 MB"],
    ["1 octet", "12 octets", "2,4 Mo"],
    ["1 byte", "12 bytes", "2,4 MB"],
    ["1 byte", "12 bytes", "2,4 MB"],
  ]);
});

test("a person is greeted by the first name, in German by the whole", () => {
  expect(LANGUAGES.map((language) => localeOf(language).calls(" Ines Duarte "))).toEqual([
    "Ines",
    "Ines Duarte",
    "Ines",
    "Ines",
    "Ines",
  ]);
});

describe("refusals", () => {
  test("are English for the studio and the reader's own for a client", () => {
    const one = refusal("too-many", "often", { minutes: 1 });
    expect(one).toMatchObject({
      code: "too-many",
      message: "Too many attempts. Please try again in 1 minute.",
    });
    expect(toldIn(localeOf("de"), one)).toBe(
      "Zu viele Versuche. Bitte versuchen Sie es in 1 Minute noch einmal.",
    );
    expect(toldIn(localeOf("de"), refusal("invalid", "messageTooLong", { most: 8000 }))).toBe(
      "Nachricht: Bitte bleiben Sie unter 8.000 Zeichen.",
    );
    expect(
      toldIn(localeOf("fr"), refusal("not-allowed", "projectFull", { most: 2, taken: 1.9 })),
    ).toContain("2 Go, dont 1,9 Go");
  });

  test("one without words of its own is told in general ones, never in English", () => {
    const one = new Refusal("invalid", "For the studio's eyes.");
    expect(others.map((language) => toldIn(localeOf(language), one))).toEqual(
      others.map((language) => messages[language].refused.other),
    );
    expect(toldIn(localeOf("en"), one)).toBe("For the studio's eyes.");
  });
});

describe("which language", () => {
  test.each<[string | null, Language]>([
    [null, "en"],
    ["", "en"],
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["nl,fr-BE;q=0.7,en;q=0.3", "fr"],
    ["en;q=0.3,pt-BR;q=0.7", "pt"],
    ["es;q=0,en;q=0.1", "en"],
    ["ja,zh;q=0.8,*;q=0.5", "en"],
    ["de;q=x,,;q=,fr", "fr"],
    ["DE", "de"],
  ])("a browser that asks for %j reads %s", (header, language) =>
    expect(languageAsked(header)).toBe(language),
  );

  test("what is not among ours is English", () =>
    expect(["de", "nl", "", "DE", "__proto__"].map(languageOf)).toEqual([
      "de",
      "en",
      "en",
      "en",
      "en",
    ]));
});

test("what is filled in is never looked into again", () => {
  expect(
    fill("“{title}” for {from}, {to}, {other}", {
      title: "{from} $& {to}",
      from: "Friday",
      to: "Tuesday",
    }),
  ).toBe("“{from} $& {to}” for Friday, Tuesday, {other}");
});

test("a heading's words are used within a sentence", () => {
  expect([
    withinSentence("Jeden Tag"),
    withinSentence(""),
    capital("aujourd’hui"),
    capital("ámbar"),
  ]).toEqual(["jeden Tag", "", "Aujourd’hui", "Ámbar"]);
});
