import { Acknowledge, ConversationForms } from "@/app/(studio)/conversation/forms";
import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { sizeName } from "@/features/files/rules";
import { Thread } from "@/features/messages/components/thread";
import { Section } from "@/ui/page";
import { OlderLink } from "./older-link";

export function MessagesPart({ project, conversation, files, clock, callsForWords }: ProjectFacts) {
  const { id, contact } = project;
  const { thread, lines, more, below } = conversation;
  return (
    <Section id="write" title="Messages">
      <OlderLink projectId={id} list="messages" after={more} />
      {lines.length > 0 ? (
        <Thread
          thread={thread}
          lines={lines}
          below={below}
          isWhole={more === null}
          files={files.map(({ id: fileId, name, bytes, storedAt, by }) => ({
            id: fileId,
            name,
            by,
            at: storedAt,
            size: sizeName(bytes),
            href: `/files/${fileId}`,
          }))}
          {...clock}
        >
          <Acknowledge {...conversation} />
        </Thread>
      ) : (
        <p className="pb-5 text-muted">
          No messages yet. What you write appears on {contact.name}’s page and is sent by email.
        </p>
      )}
      <ConversationForms
        facts={conversation}
        toName={contact.name}
        variant={callsForWords ? "main" : "quiet"}
      />
    </Section>
  );
}
