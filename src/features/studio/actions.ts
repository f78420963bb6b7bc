"use server";

import { redirect } from "next/navigation";
import { closeEverySession, closeSession, findSignedIn } from "@/auth/session";
import { freelancerAction, openAction } from "@/lib/action";
import { z } from "zod";
import { say } from "@/language/say";
import { arrangeStudio, openStudio, switchYearReview } from "./commands";
import { firstSteps, studioSettings, yearReview } from "./schema";

export const open = openAction(firstSteps, async (input) => {
  const signedIn = await findSignedIn();
  if (!signedIn) redirect("/sign-in");
  await openStudio(signedIn.scope, input);
  return { goTo: "/today" };
});

export const arrange = freelancerAction(studioSettings, async (input, { scope, seen }) => {
  await arrangeStudio(scope, input, seen);
  return "Saved.";
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
