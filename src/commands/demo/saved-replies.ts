import type { Scope } from "@/auth/scope";
import { saveReply } from "@/features/saved-replies/commands";

/** What Mira writes again and again. */
export async function savedReplies(scope: Scope): Promise<void> {
  await saveReply(scope, {
    name: "Looking into it",
    text:
      "Thank you, {first name}. I’ll look into it, and you’ll hear from me by {answer by} at the " +
      "latest.",
  });
  await saveReply(scope, {
    name: "Files arrived",
    text:
      "Thank you, {first name}, the files have arrived and open well. The next step for {project} " +
      "is on {next date}.",
  });
}
