import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { isEmptyStudio } from "@/db/portable/rows";

/** Returns whether the freelancer's studio has nothing in it yet: an export can be read into it. */
export function isNewStudio({ freelancerId }: Scope): Promise<boolean> {
  return isEmptyStudio(db(), freelancerId);
}
