import { inTransaction } from "@/db/client";
import { cancelReminder } from "@/features/follow-ups/commands";
import { takeAnswer } from "@/features/surveys/commands";
import type { NewAnswer } from "@/features/surveys/schema";

/**
 * Takes a client's answer, as takeAnswer does, and with it takes back the reminder of the question, planned or
 * held: together or not at all.
 */
export async function giveAnswer(rawToken: unknown, answer: NewAnswer, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const about = await takeAnswer(tx, rawToken, answer, now);
    await cancelReminder(tx, about, "The question has been answered.", now);
  });
}
