"use server";

import { freelancerAction } from "@/lib/action";
import { removeNote, rewordNote, showNote, writeNote } from "./commands";
import { newNote, noteRef, rewordedNote } from "./schema";

export const write = freelancerAction(newNote, async (input, { scope, now }) => {
  await writeNote(scope, input, now);
  return input.as === "shown" ? "Posted on the client’s page." : "Saved as a draft.";
});

export const show = freelancerAction(noteRef, async ({ noteId }, { scope, now }) => {
  await showNote(scope, noteId, now);
});

export const reword = freelancerAction(rewordedNote, async (input, { scope, seen }) => {
  await rewordNote(scope, input, seen);
  return "Saved.";
});

export const remove = freelancerAction(noteRef, async ({ noteId }, { scope }) => {
  await removeNote(scope, noteId);
});
