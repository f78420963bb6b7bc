import { z } from "zod";

// What the variables of the environment are made of.

/** An empty variable is none: a line of .env whose value was deleted. */
export const absent = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
export const optional = (schema: z.ZodType<string>) => z.preprocess(absent, schema.optional());
export const port = z.coerce.number().int().min(1).max(65535);

/**
 * Whether a secret is neither few characters again and again nor a short text repeated. Of 28 million secrets of 32
 * random hexadecimal digits about one has fewer than eight different ones.
 */
function isHardToGuess(secret: string): boolean {
  return new Set(secret).size >= 8 && !/^(.{1,16})\1+$/s.test(secret);
}

/** A secret that somebody makes up, against whoever may guess for as long as they like. */
export const secret = z
  .string()
  .min(32, "must be at least 32 characters long")
  .refine(isHardToGuess, "is too easy to guess: make one with openssl rand -base64 48");
