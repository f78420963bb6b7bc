import { z } from "zod";

// What the variables of the environment are made of, and what is said of each.

/** What docs/configuration.md and .env.example say of a variable. Its default and limits they read from its schema. */
export type About = {
  /** What it is for, in whole sentences. */
  description: string;
  /** What .env.example shows behind its name. */
  example?: string;
  /** What holds where it is not set and its schema has no default, or another one than it seems. */
  ifUnset?: string;
  /** What it may be, where its schema says it in a pattern alone. */
  values?: string;
  /** The variables that it needs beside it. */
  needs?: string;
  /** Said once, over this variable and those after it that are `grouped`. */
  group?: string;
  /** Belongs to the group above it: what is said of it is in the reference alone. */
  grouped?: true;
};

/** A variable, with what is said of it. */
export const variable = <Schema extends z.ZodType>(schema: Schema, about: About): Schema =>
  schema.meta(about);

/** A part of the reference, with the variables of it. */
export type Section = { title: string; intro?: string; variables: Record<string, z.ZodType> };

/** What is wrong with variables together: each with its variable's name. */
export type Problems = [name: string, problem: string][];
type Problem = [is: boolean, name: string, problem: string];
export const whichAre = (problems: Problem[]): Problems =>
  problems.filter(([is]) => is).map(([, name, problem]) => [name, problem]);

/** An empty variable is none: a line of .env whose value was deleted. */
export const absent = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
export const optional = (schema: z.ZodType<string>) => z.preprocess(absent, schema.optional());
export const port = z.coerce.number().int().min(1).max(65535);
export const host = optional(z.string().regex(/^[a-z0-9.:-]{1,253}$/i, "is not a host's name"));
export const webAddress = z.url({ protocol: /^https?$/ });
export const bucket = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,62}$/, "is not the name of a bucket");

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
