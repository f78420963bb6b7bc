"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { closeEverySession, closeSession, findSignedIn } from "@/auth/session";
import { freelancerAction, openAction } from "@/lib/action";
import { z } from "zod";
import { arrangeStudio, openStudio } from "./commands";
import { firstSteps, studioSettings } from "./schema";

export const open = openAction(firstSteps, async (input) => {
  const signedIn = await findSignedIn();
  if (!signedIn) redirect("/sign-in");
  await openStudio(signedIn.scope, input);
  redirect("/today");
});

export const arrange = freelancerAction(studioSettings, async (input, { scope }) => {
  await arrangeStudio(scope, input);
  revalidatePath("/", "layout");
  return "Saved.";
});

export const signOut = openAction(z.object({}), async () => {
  await closeSession();
  redirect("/");
});

export const signOutEverywhere = freelancerAction(z.object({}), async (_input, { scope }) => {
  await closeEverySession(scope);
  redirect("/sign-in");
});
