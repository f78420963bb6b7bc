import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { Thread, WriteForm } from "@/features/messages/components/thread";
import { ReplyMenu } from "@/features/saved-replies/components/reply-menu";
import { Section } from "@/ui/page";
import { OlderLink } from "./older-link";
import { filledReplies } from "./replies";

type MessagesPartProps = ProjectFacts & {
  /** The saved reply that the form begins with, where the page was opened with one. */
  replyId?: string;
};

export function MessagesPart({ replyId, ...facts }: MessagesPartProps) {
  const { project, clock, callsForWords } = facts;
  const { id, contact, thread, moreThread } = project;
  const replies = filledReplies(facts);
  return (
    <Section id="write" title="Messages">
      <OlderLink projectId={id} list="messages" after={moreThread} />
      {thread.length > 0 ? (
        <Thread lines={thread} {...clock} />
      ) : (
        <p className="pb-5 text-muted">
          No messages yet. What you write appears on {contact.name}’s page and is sent by email.
        </p>
      )}
      <ReplyMenu replies={replies} path={`/projects/${id}`} field="text" />
      <WriteForm
        projectId={id}
        formKey={crypto.randomUUID()}
        seenId={thread.at(-1)?.id}
        toName={contact.name}
        readerId={contact.id}
        text={replies.find((reply) => reply.id === replyId)?.text}
        variant={callsForWords ? "main" : "quiet"}
      />
    </Section>
  );
}
