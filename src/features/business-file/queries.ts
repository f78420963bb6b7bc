import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import type { Known } from "./rules";

const nothing: Known = { sells: "", toWhom: "", words: "", dates: "", cannot: "" };

/** Returns what the freelancer knows about a client's business; empty texts where nothing was written down. */
export async function getBusinessFile(scope: Scope, clientId: string): Promise<Known> {
  const found = await db().businessFile.findUnique({
    where: { clientId, freelancerId: scope.freelancerId },
    select: { sells: true, toWhom: true, words: true, dates: true, cannot: true },
  });
  return found ?? nothing;
}
