import { addDays } from "@/lib/dates";
import { beginProject } from "@/workflows/begin-project/commands";
import type { Demo } from "./calendar";
import { line, moved, note, person, promise } from "./past";

/** Karin Vogt, who reads German, and the plan of her bookshop. Returns the contact's id. */
export async function bookshop({ scope, today, day, at }: Demo): Promise<string> {
  const karin = await person(
    scope,
    "Buchhandlung Vogt",
    "Karin Vogt",
    "karin@example.com",
    "Europe/Berlin",
    "de",
  );
  const plan = await beginProject(scope, {
    contactId: karin,
    title: "Wegweiser durch die Buchhandlung",
    summary: "Ein Plan beider Stockwerke für den Eingang, und sechs Schilder für die Regale.",
  });
  await promise(scope, plan, "Skizze beider Stockwerke", addDays(today, -12), at(-13, "14:10"));
  await promise(scope, plan, "Plan in Farbe", day(6));
  await promise(scope, plan, "Ihre Wahl der sechs Themen", day(8), null, "CLIENT");
  await moved(
    scope,
    plan,
    "Plan in Farbe",
    { from: day(4), reason: "Das Papier, das zu Ihren Regalen passt, kommt zwei Tage später." },
    at(-1, "10:05"),
  );
  await line(
    scope,
    plan,
    karin,
    "Die Treppe stimmt jetzt. Könnten die Kinderbücher eine eigene Farbe bekommen?",
    at(-12, "11:30"),
  );
  await line(
    scope,
    plan,
    null,
    "Ja, gern: das Gelb Ihrer Lesezeichen. Sie sehen es im Plan.",
    at(-12, "15:02"),
  );
  await note(
    scope,
    plan,
    "Beide Stockwerke sind vermessen und gezeichnet, die Treppe von unten gesehen.",
    at(-13, "14:00"),
  );
  await note(scope, plan, "Die Kinderbücher haben ihr Gelb.", at(-1, "10:40"));
  return karin;
}
