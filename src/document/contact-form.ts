import type { z } from "zod";
import { Refusal } from "@/lib/errors";
import { readForm, tooMuch, typedIn } from "./form";
import { refusedInput } from "./refused-input";
import { seeOther, type Reader } from "./render";

/** What was typed, by the name of its field. */
export type Typed = Record<string, string>;

type ContactForm<Who> = {
  request: Request;
  reader: Reader;
  /** Who is asking, by the secret in the address; or the answer to a link that is not open. */
  enter: () => Promise<Who | Response>;
  /** Reads it, where it is no plain form. */
  read?: () => Promise<Awaited<ReturnType<typeof readForm>> & { failed?: { why: unknown } }>;
  /** The page once more: why it was refused, and what was typed. */
  showAgain: (why: Refusal, typed: Typed) => Promise<Response>;
};

/**
 * Takes a form of the client's side: reads it within bounds, asks who it is, parses it as unknown and does the
 * work, which says where to go on. A refusal shows the page again, in its reader's language, with what was typed.
 */
export function contactForm<S extends z.ZodObject, Who>(
  { request, reader, enter, read, showAgain }: ContactForm<Who>,
  schema: S,
  /** `choices`: how often a field was sent, since only a program sends one of several answers twice. */
  work: (input: z.infer<S>, who: Who, choices: (name: string) => number) => Promise<string>,
): Promise<Response> {
  const typed: Typed = {};
  return orShownAgain(
    async () => {
      const { fields, isWhole, failed } = read
        ? await read()
        : { ...(await readForm(request)), failed: undefined };
      const raw: Record<string, string | undefined> = {};
      for (const name of Object.keys(schema.shape)) {
        raw[name] = fields.get(name) ?? undefined;
        typed[name] = raw[name] ?? "";
      }
      reader.typed = typedIn(fields);
      const who = await enter();
      if (who instanceof Response) return who;
      if (failed) throw failed.why;
      if (!isWhole) throw tooMuch();
      const input = schema.safeParse(raw);
      if (!input.success) throw refusedInput(input.error);
      return seeOther(await work(input.data, who, (name) => fields.getAll(name).length));
    },
    (why) => showAgain(why, typed),
  );
}

/** The answer of `work`, or the page once more where it was refused. What is not found stays not found. */
export async function orShownAgain(
  work: () => Promise<Response>,
  showAgain: (why: Refusal) => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not-found") throw error;
    return showAgain(error);
  }
}
