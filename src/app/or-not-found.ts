import { notFound } from "next/navigation";
import { Refusal } from "@/lib/errors";

/** A read for a page: what is not there, not the reader's, or not an id at all becomes the one "not found". */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Refusal && error.code === "not-found") notFound();
    throw error;
  }
}
