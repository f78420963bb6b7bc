import { expect, test } from "vitest";
import { db } from "@/db/client";
import { bringBackFollowUp } from "@/features/follow-ups/decisions/commands";
import { arrangeStudio } from "@/features/studio/commands";
import { settingsOf } from "@/features/studio/rules";
import { speaking } from "@/language/say";
import { retold } from "@/language/stored";
import { studioLocaleOf } from "@/language/studio";
import { skipFollowUp } from "@/workflows/decide-follow-up/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { client, freelancer, MONDAY, project } from "../support/factories";

const languageOf = async (freelancerId: string) =>
  (await db().studio.findUniqueOrThrow({ where: { freelancerId } })).language;

test("the language chosen in the first steps is the studio's, and is changed in the settings", async () => {
  const scope = await freelancer({ language: "de" });
  expect(await languageOf(scope.freelancerId)).toBe("de");
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  const seen = settingsOf(studio);
  await arrangeStudio(scope, { ...seen, language: "fr" }, seen);
  expect(await languageOf(scope.freelancerId)).toBe("fr");
});

test("a language that was changed elsewhere meanwhile is not overwritten", async () => {
  const scope = await freelancer({ language: "de" });
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  const seen = settingsOf(studio);
  await arrangeStudio(scope, { ...seen, language: "fr" }, seen);
  await arrangeStudio(scope, { ...seen, name: "Holm Maps" }, seen);
  expect(await languageOf(scope.freelancerId)).toBe("fr");
});

test("why a follow-up was skipped is kept once and read in each language; its refusal is in the sender's", async () => {
  const scope = await freelancer({ language: "de" });
  const projectId = await project(scope, await client(scope));
  await completeProject(scope, projectId, MONDAY);
  const where = { projectId, kind: "CHECK_BACK" } as const;
  const { id } = await db().followUp.findFirstOrThrow({ where });
  await speaking("de", () => skipFollowUp(scope, id, MONDAY));
  const { why } = await db().followUp.findUniqueOrThrow({ where: { id } });
  expect(why).toBe("You skipped it.");
  expect(["de", "fr", "en"].map((tag) => retold(studioLocaleOf(tag).t, why!))).toEqual([
    "Sie haben sie ausgelassen.",
    "Vous avez choisi de ne pas l’envoyer.",
    "You skipped it.",
  ]);
  const thankYou = await db().followUp.findFirstOrThrow({
    where: { projectId, kind: "THANK_YOU" },
  });
  const restored = speaking("de", () => bringBackFollowUp(scope, thankYou.id, MONDAY));
  await expect(restored).rejects.toMatchObject({
    code: "not-allowed",
    message:
      "Wiederherstellen lässt sich nur, was ausgelassen wurde, bevor die E-Mail geschrieben war.",
  });
});
