import { z } from "zod";
import { id } from "@/lib/fields";

/** Whose calendar it is: a contact's or, when none is named, the studio's own. */
export const calendarRef = z.object({ contactId: id("contact").optional() });
