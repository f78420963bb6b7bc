import { notFound } from "next/navigation";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import type { WithId, WithSearch } from "./route-props";

/** A read for a page: what is not there, not the reader's, or not an id at all becomes the one "not found". */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Refusal && error.code === "not-found") notFound();
    throw error;
  }
}

/** The id in a page's path. What is not an id never reaches a look-up. */
export async function idIn(params: WithId["params"]): Promise<string> {
  const parsed = z.uuid().safeParse((await params).id);
  if (!parsed.success) notFound();
  return parsed.data;
}

/** Where a list's page begins, from its address; nothing means at the beginning. */
export async function afterIn(
  searchParams: WithSearch["searchParams"],
): Promise<string | undefined> {
  const { after } = await searchParams;
  if (after === undefined) return undefined;
  const parsed = z.uuid().safeParse(after);
  if (!parsed.success) notFound();
  return parsed.data;
}
