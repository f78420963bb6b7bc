import { describe, expect, test } from "vitest";
import { refusal } from "@/language/refusals";
import { say, speak, speaking } from "@/language/say";
import { retold, stored, type StoredKey } from "@/language/stored";
import { studioLocaleOf, studioMessages } from "@/language/studio";
import { countOf } from "@/language/plain";
import { LANGUAGES } from "@/language/languages";
import { notFound } from "@/lib/errors";
import { line, optionalDay, wholeNumber } from "@/lib/fields";
import { changesIn, type ChangedMeanwhile } from "@/lib/seen";
import { firstSteps, studioSettings } from "@/features/studio/schema";

const german = <T>(work: () => T) => speaking("de", work);
const why = (result: { error?: { issues: { message: string }[] } }) =>
  result.error?.issues.map(({ message }) => message);

describe("a sentence behind a form", () => {
  test("is English where nobody sent one", () => {
    expect(say("form.saved")).toBe("Saved.");
    expect(notFound("deadline")).toMatchObject({
      code: "not-found",
      message: "This deadline doesn’t exist.",
    });
  });

  test("is in the language of whoever sent it, also after something was waited for", async () => {
    const said = await german(async () => {
      await new Promise((done) => setImmediate(done));
      return [
        say("form.saved"),
        notFound("deadline").message,
        refusal("invalid", "noFile").message,
      ];
    });
    expect(said).toEqual([
      "Gespeichert.",
      "Diesen Termin gibt es nicht.",
      "Bitte wählen Sie zuerst eine Datei.",
    ]);
  });

  test("is each sender's own where two send at once", async () => {
    let go = () => undefined as void;
    const held = new Promise<void>((done) => (go = done));
    const both = LANGUAGES.map((language) =>
      speaking(language, async () => {
        await held;
        return say("form.saved");
      }),
    );
    go();
    expect(await Promise.all(both)).toEqual(
      LANGUAGES.map((language) => studioMessages[language].form.saved),
    );
  });

  test("goes on in the studio's language once it is known, and is English again afterwards", () => {
    speaking("fr", () => {
      expect(say("form.saved")).toBe("Enregistré.");
      speak("pt");
      expect(say("form.saved")).toBe("Guardado.");
    });
    expect(say("form.saved")).toBe("Saved.");
    speak("de");
    expect(say("form.saved")).toBe("Saved.");
  });
});

describe("a schema's messages", () => {
  const title = line("settings.studioName", 5);

  test("are said anew each time, with the label in the same language", () => {
    const long = "Studio Holm";
    expect(why(title.safeParse(long))).toEqual(["Studio name: please keep it under 5 characters."]);
    expect(german(() => why(title.safeParse(long)))).toEqual([
      "Name des Studios: Bitte bleiben Sie unter 5 Zeichen.",
    ]);
    expect(german(() => why(firstSteps.shape.name.safeParse(" ")))).toEqual([
      "Bitte geben Sie Ihrem Studio einen Namen.",
    ]);
  });

  test("count and name as the language does", () => {
    const said = (language: string) =>
      speaking(language, () => [
        why(optionalDay("calendar.title").safeParse("2300-01-01"))?.[0],
        why(wholeNumber("settings.undoTime", 1, 60).safeParse("0"))?.[0],
        why(studioSettings.shape.hours1.safeParse("9 Uhr"))?.[0],
      ]);
    expect(said("es")).toEqual([
      "Calendario: este día queda demasiado lejos. Elija un día anterior a 2200.",
      "Tiempo para deshacer: escriba 1 o más.",
      "Lunes: cada tramo necesita su comienzo y su final, por ejemplo 09:00 y 17:00. " +
        "Un día libre está cerrado.",
    ]);
  });

  test("of a field that was changed elsewhere, too", () => {
    const change = () =>
      changesIn({ name: "A" }, { name: "B" }, { name: "C" }, { name: "settings.studioName" });
    try {
      german(change);
      expect.unreachable();
    } catch (error) {
      expect((error as ChangedMeanwhile).fields.name).toBe(
        "Name des Studios: Während Sie daran gearbeitet haben, wurde dies geändert zu „B“. " +
          "Sie haben geschrieben: „A“. Speichern Sie noch einmal, um Ihre Fassung zu nehmen.",
      );
    }
  });
});

describe("a sentence that is kept", () => {
  const keys = Object.keys(studioMessages.en.stored) as StoredKey[];
  const values = { days: 60, name: "Ines", before: "It rained.", detail: "550" };

  test.each(LANGUAGES)("is read in %s, whichever it is", (language) => {
    const { t } = studioLocaleOf(language);
    for (const key of keys) {
      const sentence = stored(key, { ...values, before: stored("caseOpen") });
      // A sentence within another is said in the same language.
      const said = t(`stored.${key}`, { ...values, before: t("stored.caseOpen") });
      expect(retold(t, sentence), key).toBe(said);
    }
  });

  test("of one day is of one", () => {
    const { t } = studioLocaleOf("es");
    const one = stored("askedWithin", { days: 1 });
    expect(one).toBe("This contact was asked within the last 1 day.");
    expect(retold(t, one)).toBe("A este contacto ya se le preguntó en el último 1 día.");
  });

  test("is kept in English, whoever writes it", () => {
    expect(german(() => stored("caseOpen"))).toBe("A case is open with this client.");
  });

  test("stays as it is where a person wrote it", () => {
    expect(retold(studioLocaleOf("de").t, "The printer was ill.")).toBe("The printer was ill.");
  });
});

test("a counted word in the browser follows the language's plural", () => {
  const { tooLong } = studioMessages.fr.ui;
  expect([0, 1, 2, 1200].map((count) => countOf(tooLong, count, "fr"))).toEqual([
    "0 caractère de trop.",
    "1 caractère de trop.",
    "2 caractères de trop.",
    `${new Intl.NumberFormat("fr").format(1200)} caractères de trop.`,
  ]);
});

test("waits and weekdays are named in each language", () => {
  expect(
    LANGUAGES.map((language) => {
      const { durationName, weekdayNames } = studioLocaleOf(language);
      return [durationName(600), durationName(3600), weekdayNames[0]];
    }),
  ).toEqual([
    ["10 minutes", "1 hour", "Mon"],
    ["10 Minuten", "1 Stunde", "Mo"],
    ["10 minutes", "1\u00a0heure", "lun."],
    ["10 minutos", "1 hora", "lunes"],
    ["10 minutos", "1 hora", "segunda"],
  ]);
});
