import { Acknowledge, ConversationForms } from "@/app/(studio)/conversation/forms";
import { readConversation } from "@/app/(studio)/conversation/read";
import { orNotFound } from "@/app/page-params";
import { studioLocale } from "@/auth/session";
import type { Scope } from "@/auth/scope";
import { ClientThread } from "@/features/messages/components/client-thread";
import { listThreads } from "@/features/messages/queries";
import type { openingAfter } from "@/features/studio/rules";
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

/** What was said to a client about no project, and where their projects' threads are, in one line by time. */
export async function Conversation({ scope, client, studio, now, after }: ConversationProps) {
  const { t } = await studioLocale();
  const { id: clientId, contacts: people, projects } = client;
  const [facts, threads] = await Promise.all([
    orNotFound(readConversation({ scope, projectId: null, clientId, people, studio, now }, after)),
    after ? [] : listThreads(scope, clientId),
  ]);
  const titled = threads.flatMap((one) => {
    const project = projects.find(({ id }) => id === one.projectId);
    return project ? [{ ...one, title: project.title }] : [];
  });
  return (
    <Section id="write" title={t("clients.messages")}>
      <ClientThread
        thread={{ clientId }}
        lines={facts.lines}
        below={facts.below}
        more={facts.more}
        projects={titled}
        readerId={people[0]?.id}
        {...facts.clock}
      >
        <Acknowledge {...facts} />
      </ClientThread>
      <ConversationForms
        facts={facts}
        toName={people[0]?.name ?? t("clients.yourClient")}
        readerId={people[0]?.id}
        variant="quiet"
      />
    </Section>
  );
}
