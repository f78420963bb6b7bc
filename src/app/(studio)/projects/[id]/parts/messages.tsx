import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { Thread, WriteForm } from "@/features/messages/components/thread";
import { Section } from "@/ui/page";
import { OlderLink } from "./older-link";

export function MessagesPart({ project, clock, callsForWords }: ProjectFacts) {
  const { id, contact, thread, moreThread } = project;
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
      <WriteForm
        projectId={id}
        formKey={crypto.randomUUID()}
        seenId={thread.at(-1)?.id}
        toName={contact.name}
        readerId={contact.id}
        variant={callsForWords ? "main" : "quiet"}
      />
    </Section>
  );
}
