"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { changeMishap, enterMishap, noteEntry, removeMishap } from "./commands";
import { changedEntry, entryRef, newEntry, notedEntry } from "./schema";

export const enter = freelancerAction(newEntry, async (input, { scope, now }) => {
  await enterMishap(scope, input, now);
  return { goTo: "/ledger" };
});

export const change = freelancerAction(changedEntry, async (input, { scope, now }) => {
  await changeMishap(scope, input, now);
  return say("form.saved");
});

export const note = freelancerAction(notedEntry, async (input, { scope, now }) => {
  await noteEntry(scope, input, now);
  return say("form.saved");
});

export const remove = freelancerAction(entryRef, async ({ entryId }, { scope, now }) => {
  await removeMishap(scope, entryId, now);
  return { goTo: "/ledger" };
});
