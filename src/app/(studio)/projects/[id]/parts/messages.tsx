import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { LogForm } from "@/features/messages/components/log-form";
import { Thread } from "@/features/messages/components/thread";
import { WriteForm } from "@/features/messages/components/write-form";
import { openingAfter } from "@/features/studio/rules";
import { Section } from "@/ui/page";
import { OlderLink } from "./older-link";

export function MessagesPart({
  project,
  thread,
  below,
  people,
  studio,
  clock,
  callsForWords,
}: ProjectFacts) {
  const { id: projectId, contact } = project;
  const { lines, more } = thread;
  return (
    <Section id="write" title="Messages">
      <OlderLink projectId={projectId} list="messages" after={more} />
      {lines.length > 0 ? (
        <Thread thread={{ projectId }} lines={lines} below={below} {...clock} />
      ) : (
        <p className="pb-5 text-muted">
          No messages yet. What you write appears on {contact.name}’s page and is sent by email.
        </p>
      )}
      <WriteForm
        thread={{ projectId }}
        formKey={crypto.randomUUID()}
        seenId={lines.at(-1)?.id}
        toName={contact.name}
        opensAt={openingAfter(studio, clock.now)}
        {...clock}
        variant={callsForWords ? "main" : "quiet"}
      />
      <LogForm thread={{ projectId }} people={people} formKey={crypto.randomUUID()} {...clock} />
    </Section>
  );
}
