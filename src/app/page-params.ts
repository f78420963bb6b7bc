import { notFound } from "next/navigation";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import type { WithSearch } from "./route-props";

/**
 * Reads for a page. What does not exist, is not the reader's, or is not an id becomes the one "not
 * found".
 */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Refusal && error.code === "not-found") notFound();
    throw error;
  }
}

type Search = WithSearch["searchParams"];

/** The id in a page's path. What is not an id never reaches a look-up. */
export async function idIn<Name extends string = "id">(
  params: Promise<Record<Name, string>>,
  name: Name = "id" as Name,
): Promise<string> {
  return idOf((await params)[name]);
}

/** Where a list's page begins, from its address; nothing means at the beginning. */
export async function afterIn(searchParams: Search): Promise<string | undefined> {
  const { after } = await searchParams;
  return after === undefined ? undefined : idOf(after);
}

/** What a form begins with, from the page's address: what is no id is left out, and the form asks. */
export async function suggestedIn(searchParams: Search, name: string): Promise<string | undefined> {
  return z.uuid().safeParse((await searchParams)[name]).data;
}

function idOf(text: unknown): string {
  const parsed = z.uuid().safeParse(text);
  if (!parsed.success) notFound();
  return parsed.data;
}
