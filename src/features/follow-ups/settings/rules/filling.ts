import { fillVariables } from "@/lib/variables";

/** The variables own words may use, in braces. Each is filled in when the email is written. */
export const variables = ["first name", "project", "my name"] as const;

/** Returns a variable as it is written in a text. */
export const inBraces = (variable: string) => `{${variable}}`;

export type Values = Record<(typeof variables)[number], string>;

/** An email's subject and text in the freelancer's own words, with variables. An empty line begins a paragraph. */
export type OwnWords = { subject: string; text: string };

/** The words with the values in place of their variables. */
export function fillWords(text: string, values: Values): string {
  return fillVariables(text, values);
}
