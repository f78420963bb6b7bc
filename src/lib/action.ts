import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isOwnOrigin } from "@/auth/origin";
import type { Scope } from "@/auth/scope";
import { askedLanguage, requireFreelancer } from "@/auth/session";
import { say, saying, speak, speaking } from "@/language/say";
import { Refusal } from "./errors";
import { CHECK_FIELD, NotSentYet } from "./findings";
import { typedIn, type Action, type FormState } from "./form-state";
import { log, plainError } from "./log";
import { ChangedMeanwhile, readSeen, type Seen } from "./seen";

export type Studio = Awaited<ReturnType<typeof requireFreelancer>>["studio"];

export type Asked = {
  scope: Scope;
  studio: Studio;
  now: Date;
  /** What the form was shown with, where it says so. */ seen: Seen;
  /** What the form says of how its texts are checked, by field. */ checks: Record<string, string>;
};

/**
 * What an action ends with: a sentence about what was done, with a secret that is shown this once, the page to go to,
 * or nothing.
 */
type Outcome = string | { done: string; secret: string } | { goTo: string } | void;

type NamesOf<S extends z.ZodObject> = keyof S["shape"] & string;

/**
 * Wraps what a signed-in freelancer does with a form. Checks the Origin, requires the freelancer,
 * parses the form as unknown, reads the clock once, and turns a refusal into words beside the field,
 * with what was typed. Any other error is logged once under an id and shown as one plain sentence.
 * After a success every page of the studio is read anew.
 */
export function freelancerAction<S extends z.ZodObject>(
  schema: S,
  work: (input: z.infer<S>, asked: Asked) => Promise<Outcome>,
): Action<NamesOf<S>> {
  return async (_previous, form) =>
    answer(form, async () => {
      const { scope, studio, now } = await requireFreelancer();
      speak(studio.language);
      const input = parseForm(schema, form);
      const seen = readSeen(form.get("seen"));
      const checks = mapIn(form, CHECK_FIELD.slice(0, -1));
      const outcome = await work(input, { scope, studio, now, seen, checks });
      revalidatePath("/", "layout");
      return outcome;
    });
}

/** Like `freelancerAction`, for the few forms used before sign-in. */
export function openAction<S extends z.ZodObject>(
  schema: S,
  work: (input: z.infer<S>) => Promise<Outcome>,
): Action<NamesOf<S>> {
  return async (_previous, form) =>
    answer(form, async () => {
      const outcome = await work(parseForm(schema, form));
      // Who is signed in, and so the language of every page, may be another now.
      revalidatePath("/", "layout");
      return outcome;
    });
}

class Unusable extends Error {
  constructor(readonly fields: Record<string, string>) {
    super("The form cannot be used as it is.");
  }
}

/**
 * Returns the form's fields, parsed by the schema. Throws one sentence per field that does not fit.
 */
function parseForm<S extends z.ZodObject>(schema: S, form: FormData): z.infer<S> {
  const raw: Record<string, unknown> = {};
  for (const name of Object.keys(schema.shape)) {
    if (schema.shape[name] instanceof z.ZodRecord) {
      raw[name] = mapIn(form, name);
      continue;
    }
    const values = form.getAll(name).filter((value) => typeof value === "string");
    raw[name] = values.length > 1 ? values : values[0];
  }
  const result = schema.safeParse(raw, saying("fields.unfit"));
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of result.error.issues) {
    const isMap = schema.shape[String(path[0])] instanceof z.ZodRecord;
    fields[path.slice(0, isMap ? 2 : 1).join(".")] ??= message;
  }
  throw new Unusable(fields);
}

/** Fields named "lines.<key>", one for each of several things, by their keys. */
function mapIn(form: FormData, name: string): Record<string, string> {
  const entries = [...form.entries()].flatMap(([key, value]): [string, string][] =>
    typeof value === "string" && key.startsWith(`${name}.`)
      ? [[key.slice(name.length + 1), value]]
      : [],
  );
  return Object.fromEntries(entries);
}

/** Speaks the browser's language until the work has found out whose studio it is. */
async function answer(form: FormData, work: () => Promise<Outcome>): Promise<FormState> {
  return speaking(await askedLanguage(), () => tried(form, work));
}

async function tried(form: FormData, work: () => Promise<Outcome>): Promise<FormState> {
  const at = randomUUID();
  try {
    if (!isOwnOrigin(await headers())) throw new Refusal("not-allowed", say("form.outOfDate"));
    const outcome = await work();
    if (typeof outcome !== "object") return { done: outcome ?? undefined, at };
    if ("goTo" in outcome) redirect(outcome.goTo);
    return { ...outcome, at };
  } catch (error) {
    unstable_rethrow(error);
    const typed = typedIn(form);
    const planned = plannedAnswer(error, typed, at);
    if (planned) return planned;
    log().error({ id: at, ...plainError(error) }, "an action failed");
    return { message: say("form.unexpected", { id: at.slice(0, 8) }), typed, at };
  }
}

/** Returns the words for what was to be expected; null for a bug. */
function plannedAnswer(
  error: unknown,
  typed: Record<string, string>,
  at: string,
): FormState | null {
  if (error instanceof Unusable) return { ...ofFields(error.fields), typed, at };
  if (error instanceof ChangedMeanwhile)
    return {
      ...ofFields(error.fields),
      typed: { ...typed, seen: JSON.stringify(error.seen) },
      at,
    };
  if (error instanceof NotSentYet) {
    const { findings, checks } = error;
    return { message: say("form.look"), asks: true, findings, typed: { ...typed, ...checks }, at };
  }
  if (error instanceof Refusal)
    return {
      message: error.message,
      field: error.field,
      fields: error.field ? { [error.field]: error.message } : undefined,
      asks: error.code === "asks-again" || undefined,
      typed,
      at,
    };
  return null;
}

function ofFields(fields: Record<string, string>): FormState {
  return { fields, message: Object.values(fields)[0], field: Object.keys(fields)[0] };
}
