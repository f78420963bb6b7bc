import { inTransaction } from "@/db/client";
import { cancelReminder } from "@/features/follow-ups/commands";
import { takeAnswer } from "@/features/surveys/commands";
import type { NewAnswer } from "@/features/surveys/schema";

/**
 * Saves a client's answer, as `takeAnswer` does, and cancels the question's reminder in the same
 * transaction.
 */
export async function giveAnswer(rawToken: unknown, answer: NewAnswer, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const about = await takeAnswer(tx, rawToken, answer, now);
    await cancelReminder(tx, about, "The question has been answered.", now);
  });
}
