import { Acknowledge, ConversationForms } from "@/app/(studio)/conversation/forms";
import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { sizeName } from "@/lib/files";
import { Thread } from "@/features/messages/components/thread";
import { ReplyMenu } from "@/features/saved-replies/components/reply-menu";
import { Section } from "@/ui/page";
import { OlderLink } from "./older-link";
import { filledReplies } from "./replies";

type MessagesPartProps = ProjectFacts & {
  /** The saved reply that the form begins with, where the page was opened with one. */
  replyId?: string;
};

export async function MessagesPart({ replyId, ...facts }: MessagesPartProps) {
  const { t, units } = await studioLocale();
  const { project, conversation, files, clock, callsForWords } = facts;
  const { id, contact } = project;
  const { thread, lines, below, more } = conversation;
  const replies = filledReplies(facts);
  return (
    <Section id="write" title={t("messages.title")}>
      <OlderLink projectId={id} list="messages" after={more} />
      {lines.length > 0 ? (
        <Thread
          thread={thread}
          lines={lines}
          below={below}
          readerId={contact.id}
          isWhole={more === null}
          files={files.map(({ id: fileId, name, bytes, storedAt, by, messageId }) => ({
            id: fileId,
            name,
            by,
            messageId,
            at: storedAt,
            size: sizeName(bytes, units),
            href: `/files/${fileId}`,
          }))}
          {...clock}
        >
          <Acknowledge {...conversation} />
        </Thread>
      ) : (
        <p className="pb-5 text-muted">{t("messages.none", { name: contact.name })}</p>
      )}
      <ReplyMenu replies={replies} path={`/projects/${id}`} field="text" />
      <ConversationForms
        facts={conversation}
        toName={contact.name}
        readerId={contact.id}
        text={replies.find((reply) => reply.id === replyId)?.text}
        variant={callsForWords ? "main" : "quiet"}
      />
    </Section>
  );
}
