import { z } from "zod";
import { saying } from "@/language/say";
import { id, paragraph } from "@/lib/fields";

const text = paragraph("workNotes.short", 400);

export const newNote = z.object({
  projectId: id("project"),
  text,
  as: z.enum(["draft", "shown"], saying("workNotes.as")),
});
export const noteRef = z.object({ noteId: id("workNote") });
export const rewordedNote = noteRef.extend({ text });
