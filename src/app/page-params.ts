import { notFound } from "next/navigation";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import type { WithId, WithSearch } from "./route-props";

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

/** Returns the id in a page's path. Anything else never reaches a look-up. */
export async function idIn(params: WithId["params"]): Promise<string> {
  const parsed = z.uuid().safeParse((await params).id);
  if (!parsed.success) notFound();
  return parsed.data;
}

/** Returns where a page of a list starts, from its address; nothing means at the start. */
export async function afterIn(
  searchParams: WithSearch["searchParams"],
): Promise<string | undefined> {
  const { after } = await searchParams;
  if (after === undefined) return undefined;
  const parsed = z.uuid().safeParse(after);
  if (!parsed.success) notFound();
  return parsed.data;
}
