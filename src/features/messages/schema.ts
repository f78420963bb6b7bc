import { z } from "zod";
import { id, paragraph } from "@/lib/fields";

const text = paragraph("Message", 8000);
const formKey = z.uuid("This form is incomplete. Open the page again; what you typed can be copied over.");

export const messageToClient = z.object({ projectId: id("project"), text, formKey });
export const messageFromContact = z.object({ text, formKey });
