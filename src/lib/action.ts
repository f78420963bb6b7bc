import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { isOwnOrigin } from "@/auth/origin";
import type { Scope } from "@/auth/scope";
import { requireFreelancer } from "@/auth/session";
import { Refusal } from "./errors";
import { log, plainError } from "./log";

/** What a form shows: what went wrong and where, or what was done; and what had been typed. */
export type FormState = {
  message?: string;
  /** The message is a question: the request can go ahead once it is confirmed. */
  asks?: true;
  field?: string;
  fields?: Record<string, string>;
  typed?: Record<string, string>;
  done?: string;
  /** New for every answer, so that a form can tell two identical ones apart. */
  at?: string;
};

export type Studio = Awaited<ReturnType<typeof requireFreelancer>>["studio"];

type Asked = { scope: Scope; studio: Studio; now: Date };

/**
 * Wraps what a signed-in freelancer does with a form. Checks the Origin, requires the freelancer,
 * parses the form as unknown and reads the clock once. A refusal becomes words beside the field,
 * with what was typed. Any other error is logged once under an id and shown as one plain sentence.
 */
export function freelancerAction<S extends z.ZodObject>(
  schema: S,
  work: (input: z.infer<S>, asked: Asked) => Promise<string | void>,
) {
  return async (_previous: FormState, form: FormData): Promise<FormState> =>
    answer(form, async () => {
      const { scope, studio } = await requireFreelancer();
      const input = parseForm(schema, form);
      return work(input, { scope, studio, now: new Date() });
    });
}

/** Like `freelancerAction`, for the few forms used before sign-in. */
export function openAction<S extends z.ZodObject>(
  schema: S,
  work: (input: z.infer<S>, now: Date) => Promise<string | void>,
) {
  return async (_previous: FormState, form: FormData): Promise<FormState> =>
    answer(form, async () => work(parseForm(schema, form), new Date()));
}

class Unusable extends Error {
  constructor(readonly fields: Record<string, string>) {
    super("The form cannot be used as it is.");
  }
}

/**
 * Returns the form's fields, parsed by the schema. Throws one sentence per field that does not fit.
 */
export function parseForm<S extends z.ZodObject>(schema: S, form: FormData): z.infer<S> {
  const raw: Record<string, unknown> = {};
  for (const name of Object.keys(schema.shape)) {
    const values = form.getAll(name).filter((value) => typeof value === "string");
    raw[name] = values.length > 1 ? values : values[0];
  }
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) fields[String(issue.path[0] ?? "")] ??= issue.message;
  throw new Unusable(fields);
}

async function answer(form: FormData, work: () => Promise<string | void>): Promise<FormState> {
  const at = randomUUID();
  try {
    if (!isOwnOrigin(await headers()))
      throw new Refusal("not-allowed", "That form is out of date. Reload the page and try again.");
    const done = await work();
    return { done: done ?? undefined, at };
  } catch (error) {
    unstable_rethrow(error);
    const typed = typedIn(form);
    if (error instanceof Unusable)
      return {
        fields: error.fields,
        message: Object.values(error.fields)[0],
        field: Object.keys(error.fields)[0],
        typed,
        at,
      };
    if (error instanceof Refusal)
      return {
        message: error.message,
        field: error.field,
        fields: error.field ? { [error.field]: error.message } : undefined,
        asks: error.code === "asks-again" || undefined,
        typed,
        at,
      };
    log().error({ id: at, ...plainError(error) }, "an action failed");
    return {
      message: `That didn’t work just now. What you typed is still here, so please try again in a moment. If it keeps happening, the log has it under ${at.slice(0, 8)}.`,
      typed,
      at,
    };
  }
}

/** Returns what was typed, to show it again, without Next's own fields, files and secrets. */
function typedIn(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || name.startsWith("$") || name.startsWith("secret")) continue;
    // Several values of one name, as checkboxes send them, are joined.
    typed[name] = name in typed ? `${typed[name]},${value}` : value;
  }
  return typed;
}
