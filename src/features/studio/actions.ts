"use server";

import { redirect } from "next/navigation";
import { askInLanguage, closeEverySession, closeSession, findSignedIn } from "@/auth/session";
import { say, speak } from "@/language/say";
import { freelancerAction, openAction } from "@/lib/action";
import { countryOfZone } from "@/lib/country-of-zone";
import { z } from "zod";
import { arrangeStudio, openStudio, switchYearReview } from "./commands";
import { chosenLanguage, firstSteps, studioSettings, yearReview } from "./schema";

export const open = openAction(firstSteps, async (input) => {
  const signedIn = await findSignedIn();
  if (!signedIn) redirect("/sign-in");
  // Whose public holidays: a guess, which the settings show and change.
  await openStudio(signedIn.scope, { ...input, country: countryOfZone(input.zone) });
  return { goTo: "/today" };
});

/** The language of what is read before there is a studio: in this browser. */
export const choose = openAction(chosenLanguage, async ({ language }) => {
  await askInLanguage(language);
});

export const arrange = freelancerAction(studioSettings, async (input, { scope, seen }) => {
  await arrangeStudio(scope, input, seen);
  speak(input.language);
  return say("form.saved");
});

export const setYearReview = freelancerAction(yearReview, async ({ wanted }, { scope, now }) => {
  await switchYearReview(scope, wanted === "yes", now);
  return say("yearReview.saved");
});

export const signOut = openAction(z.object({}), async () => {
  await closeSession();
  return { goTo: "/" };
});

export const signOutEverywhere = freelancerAction(z.object({}), async (_input, { scope }) => {
  await closeEverySession(scope);
  return { goTo: "/sign-in" };
});
