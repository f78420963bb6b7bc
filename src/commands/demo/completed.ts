import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { dayIn } from "@/lib/dates";
import { seal, unseal } from "@/lib/tokens";
import { freeze } from "@/mail/freeze";
import { words } from "@/mail/words";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { beginProject } from "@/workflows/begin-project/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { sendFollowUpNow } from "@/workflows/decide-follow-up/commands";
import { ZONE, type Demo } from "./calendar";
import { note, promise } from "./past";

/** For the follow-ups page: a check-back, one that will be skipped, and a reminder. */
export async function completedProjects(
  { scope, onWorkday }: Demo,
  { chidi, saga, haru }: { chidi: string; saga: string; haru: string },
): Promise<void> {
  const hours = await finished(
    scope,
    chidi,
    "Opening-hours sign",
    "A board for the window, and the same hours for the website.",
    onWorkday(-1, "14:20"),
  );
  await note(
    scope,
    hours,
    "Painted, dried and hung: the board reads from across the street.",
    onWorkday(-1, "13:50"),
  );
  await finished(
    scope,
    saga,
    "Slipcases for the winter bindings",
    "A printed sleeve for each of the six.",
    onWorkday(-2, "11:40"),
  );
  const tins = await finished(
    scope,
    haru,
    "Tin labels for the sencha",
    "Two sizes, wrapped around without a seam.",
    onWorkday(-12, "10:30"),
  );
  await askWithoutAnswer(scope, tins, onWorkday(-4, "10:00", "Asia/Tokyo"));
}

/** A project completed in earlier days, whose thank-you was sent. Returns its id. */
async function finished(
  scope: Scope,
  contactId: string,
  title: string,
  summary: string,
  completedAt: Date,
): Promise<string> {
  const projectId = await beginProject(scope, { contactId, title, summary });
  await promise(scope, projectId, "All of it, ready to use", dayIn(ZONE, completedAt), completedAt);
  await completeProject(scope, projectId, completedAt);
  await markAsSent(projectId, new Date(completedAt.getTime() + 600_000));
  return projectId;
}

/** A check-back that was sent and has no answer yet. */
async function askWithoutAnswer(scope: Scope, projectId: string, askedAt: Date): Promise<void> {
  const { id } = await db().followUp.findFirstOrThrow({
    where: { projectId, kind: "CHECK_BACK" },
    select: { id: true },
  });
  await sendFollowUpNow(scope, id, askedAt);
  await markAsSent(projectId, askedAt);
}

/** The thank-you, check-back and good answer of earlier weeks. */
export async function lifeOfAFinishedProject(
  scope: Scope,
  projectId: string,
  at: (days: number, time: string) => Date,
): Promise<void> {
  await completeProject(scope, projectId, at(-30, "10:15"));
  await markAsSent(projectId, at(-30, "10:25"));
  await askWithoutAnswer(scope, projectId, at(-23, "09:30"));
  const { tokenCipher } = await db().survey.findFirstOrThrow({
    where: { projectId },
    select: { tokenCipher: true },
  });
  const token = unseal("survey-link", tokenCipher!);
  await answerSurvey(
    { token },
    {
      verdict: "UP_TO_MARK",
      effort: 5,
      words: "The grey of the end papers is exactly ours. We have had two orders from it already.",
    },
    at(-22, "18:04"),
  );
  await markAsSent(projectId, at(-22, "18:04"));
}

/** Marks a project's waiting emails as sent at an instant, frozen as the worker would have. */
export async function markAsSent(projectId: string, at: Date): Promise<void> {
  for (const email of await db().email.findMany({ where: { projectId, settledAt: null } })) {
    const frozen = await freeze(email, words.parse(JSON.parse(unseal("email", email.wordsCipher))));
    await inTransaction((tx) =>
      tx.email.update({
        where: { id: email.id },
        data: {
          createdAt: at,
          sendAt: at,
          frozenAt: at,
          frozenCipher: seal("email", JSON.stringify(frozen)),
          attempts: 1,
          transport: "LOCAL",
          sentAt: at,
          deliveredAt: at,
          settledAt: at,
        },
      }),
    );
  }
}
