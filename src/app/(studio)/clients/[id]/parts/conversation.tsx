import { emailsBelow } from "@/app/(studio)/emails-below";
import type { Scope } from "@/auth/scope";
import { ClientThread } from "@/features/messages/components/client-thread";
import { LogForm } from "@/features/messages/components/log-form";
import { WriteForm } from "@/features/messages/components/write-form";
import { listMessages, listThreads } from "@/features/messages/queries";
import { openingAfter } from "@/features/studio/rules";
import { Section } from "@/ui/page";

type ConversationProps = {
  scope: Scope;
  client: {
    id: string;
    contacts: { id: string; name: string }[];
    projects: { id: string; title: string }[];
  };
  studio: Parameters<typeof openingAfter>[0];
  now: Date;
  after?: string;
};

/** What was said to a client, about no project; where their projects' threads are, by when they were last written in. */
export async function Conversation({ scope, client, studio, now, after }: ConversationProps) {
  const thread = { clientId: client.id };
  const [{ lines, more }, threads] = await Promise.all([
    listMessages(scope, thread, after),
    after ? [] : listThreads(scope, client.id),
  ]);
  const clock = { zone: studio.zone, now };
  const [person] = client.contacts;
  return (
    <Section id="write" title="Messages">
      <ClientThread
        thread={thread}
        lines={lines}
        below={await emailsBelow(scope, lines)}
        more={more}
        projects={threads.flatMap((one) => {
          const project = client.projects.find(({ id }) => id === one.projectId);
          return project ? [{ ...one, title: project.title }] : [];
        })}
        {...clock}
      />
      <WriteForm
        thread={thread}
        formKey={crypto.randomUUID()}
        seenId={lines.at(-1)?.id}
        toName={person?.name ?? "your client"}
        opensAt={openingAfter(studio, now)}
        variant="quiet"
        {...clock}
      />
      <LogForm thread={thread} people={client.contacts} formKey={crypto.randomUUID()} {...clock} />
    </Section>
  );
}
