import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { DEFAULT_RETENTION } from "./rules";
import type { RetentionChoice } from "./schema";

const columns = {
  emailMonths: true,
  receivedMonths: true,
  historyMonths: true,
  linkMonths: true,
} as const;

/** Returns for how many months a freelancer keeps what is settled. */
export async function getRetention({ freelancerId }: Scope): Promise<RetentionChoice> {
  const row = await db().retention.findUnique({ where: { freelancerId }, select: columns });
  return row ?? DEFAULT_RETENTION;
}
