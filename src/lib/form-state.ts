import type { Finding } from "./findings";

/** What a form shows after it was sent: what went wrong and where, or what was done; and what was typed. */
export type FormState = {
  message?: string;
  /** The message is a question: what was asked for can be done once it is answered. */
  asks?: true;
  field?: string;
  fields?: Record<string, string>;
  typed?: Record<string, string>;
  /** What there is to look at before the text is sent. Sent again as it is, it is sent anyway. */
  findings?: Finding[];
  done?: string;
  /** A secret that was made, shown beside that this once. */
  secret?: string;
  /** New for every answer, so that a form can tell two equal ones apart. */
  at?: string;
};

/** A server action of a form. `takes` exists for the compiler alone: the names of the fields it reads. */
export type Action<Name extends string = string> = ((
  previous: FormState,
  form: FormData,
) => Promise<FormState>) & { readonly takes?: Name };

/** Returns what was typed, to be shown again; nothing of Next's own fields, no files and no secrets. */
export function typedIn(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || name.startsWith("$") || name.startsWith("secret")) continue;
    // Several of one name, as checkboxes send them, are kept together.
    typed[name] = name in typed ? `${typed[name]},${value}` : value;
  }
  return typed;
}
