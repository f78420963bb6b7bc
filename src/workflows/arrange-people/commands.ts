import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { savePeople, type People } from "@/features/projects/people/commands";
import { handOverRequests } from "@/features/requests/hand-over/commands";
import { handOverRounds } from "@/features/sign-offs/commands";

/**
 * Whom a project is for, and who gets its emails about dates, messages and files as well; all of them people of its
 * client. What waits for one who is no longer told is not sent; what waits for the former contact is, except reminders
 * of requests: those that are open are the new contact's from then on, like what is put before the client.
 */
export async function arrangePeople(scope: Scope, people: People, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    if (!(await savePeople(tx, scope, people, now))) return;
    await handOverRequests(tx, scope, people, now);
    await handOverRounds(tx, scope, people);
  });
}
