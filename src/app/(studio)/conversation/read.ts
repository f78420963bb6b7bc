import { linesBelow } from "@/app/(studio)/lines-below";
import type { Scope } from "@/auth/scope";
import { listMessages } from "@/features/messages/queries";
import { listResponses } from "@/features/messages/response-times/queries";
import { openQuestion } from "@/features/messages/rules";
import { listOpenPledges } from "@/features/pledges/queries";
import { firstWords, pledgeBy } from "@/features/pledges/rules";
import { openingAfter } from "@/features/studio/rules";
import { dayIn } from "@/lib/dates";

type Studio = Parameters<typeof openingAfter>[0];
type Asked = {
  scope: Scope;
  /** A project's thread, or the client's own. */ projectId: string | null;
  clientId: string;
  people: { id: string; name: string }[];
  studio: Studio;
  now: Date;
};

/** Returns all that the screen of one thread shows. */
export async function readConversation(asked: Asked, after?: string) {
  const { scope, projectId, clientId, people, studio, now } = asked;
  const thread = projectId ? { projectId } : { clientId };
  const own = projectId ? { projectId } : ({ projectId: null, clientId } as const);
  const [{ lines, more }, pledges, responses] = await Promise.all([
    listMessages(scope, thread, after),
    listOpenPledges(scope, own),
    listResponses(scope, thread, studio, now),
  ]);
  const question = openQuestion(lines.filter((line) => !line.heldUntil));
  const by = pledgeBy(studio, now);
  return {
    thread,
    lines,
    more,
    /** What is below a line: the files it was sent with, and the rest of an email. */
    below: await linesBelow(scope, lines),
    pledges,
    responses,
    people,
    opensAt: openingAfter(studio, now),
    /** The question that waits, what it asks, and by which day it could be answered. */
    question:
      question?.contactId && by
        ? {
            asked: { contactId: question.contactId, who: question.by ?? "", lineId: question.id },
            what: firstWords(question.text),
            on: dayIn(studio.zone, by),
          }
        : null,
    clock: { zone: studio.zone, now },
  };
}

export type ConversationFacts = Awaited<ReturnType<typeof readConversation>>;
