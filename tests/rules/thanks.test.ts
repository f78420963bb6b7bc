import { expect, test } from "vitest";
import { isThanks } from "@/lib/thanks";

test.each([
  "Thanks!",
  "Thank you so much, Mira",
  "ok",
  "Great, thanks a lot",
  "👍",
  "Danke schön!",
  "Vielen Dank für alles",
  "Alles klar, danke",
  "Merci beaucoup !",
  "D’accord, merci à vous",
  "Muchas gracias por todo",
  "Vale, gracias",
  "Muito obrigada, Mira",
  "Perfeito, obrigado",
])("“%s” waits for no answer", (text) => expect(isThanks(text)).toBe(true));

test.each([
  "",
  "Thanks, and when?",
  "Thanks for the map, the path is missing",
  "Hello Mira",
  "You",
  "Danke. Kannst du die Farben ändern",
  "Ok, 12 copies",
  "Merci de rappeler demain",
  "Gracias, falta la leyenda",
  "Obrigado, falta a legenda",
  `Thanks ${"so much ".repeat(20)}`,
])("“%s” does", (text) => expect(isThanks(text)).toBe(false));
