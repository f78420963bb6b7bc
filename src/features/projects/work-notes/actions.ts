"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { removeNote, rewordNote, showNote, writeNote } from "./commands";
import { newNote, noteRef, rewordedNote } from "./schema";

export const write = freelancerAction(newNote, async (input, asked) => {
  await checkBeforeSending(asked, { text: input.text });
  await writeNote(asked.scope, input, asked.now);
  return say(input.as === "shown" ? "workNotes.posted" : "workNotes.savedAsDraft");
});

export const show = freelancerAction(noteRef, async ({ noteId }, { scope, now }) => {
  await showNote(scope, noteId, now);
});

export const reword = freelancerAction(rewordedNote, async (input, asked) => {
  await checkBeforeSending(asked, { text: input.text });
  await rewordNote(asked.scope, input, asked.seen);
  return say("form.saved");
});

export const remove = freelancerAction(noteRef, async ({ noteId }, { scope }) => {
  await removeNote(scope, noteId);
});
