import type { Say } from "@/language/say";
import { faultInVariables, fillVariables } from "@/lib/variables";

/** The variables that a saved reply may use, in braces. Each is filled in when the reply is put into a message. */
export const variables = [
  "first name",
  "client",
  "project",
  "next date",
  "answer by",
  "my name",
] as const;

/** A value for each variable; null where there is none, such as a next date when nothing is promised. */
export type ReplyValues = Record<(typeof variables)[number], string | null>;

/** Returns what is wrong with a reply's text; null when it is fine. */
export function faultIn(text: string, t: Say): string | null {
  return faultInVariables(t("savedReplies.text"), text, variables, t);
}

/** Returns a reply as it is put into a message. A variable without a value stays, to be filled in by hand. */
export function fillReply(text: string, values: ReplyValues): string {
  return fillVariables(text, values);
}
