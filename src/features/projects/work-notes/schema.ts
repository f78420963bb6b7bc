import { z } from "zod";
import { id, paragraph } from "@/lib/fields";

const text = paragraph("Work note", 400);

export const newNote = z.object({
  projectId: id("project"),
  text,
  as: z.enum(["draft", "shown"], "Choose whether the client sees it now."),
});
export const noteRef = z.object({ noteId: id("workNote") });
export const rewordedNote = noteRef.extend({ text });
