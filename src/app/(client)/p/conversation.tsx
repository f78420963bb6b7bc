import { sizeName } from "@/lib/files";
import { olderPath } from "@/lib/client-paths";
import { FilesField } from "@/features/files/components/files-part";
import { MessagesPart } from "@/features/messages/components/messages-part";
import { NewWorkPart } from "@/features/messages/components/new-work-part";
import type { Part, StatusPageProps } from "./status-page";

/** What is said, and the form by which the client asks for something new. */
export function Conversation({
  locale,
  facts,
  path,
  own,
  now,
  problem,
}: StatusPageProps & { own: string }) {
  const { studio, contact } = facts;
  const typed = (part: Part) =>
    problem?.part === part ? { sentence: problem.sentence, text: problem.typed?.text } : undefined;
  return (
    <>
      <MessagesPart
        locale={locale}
        studio={studio}
        thread={facts.thread}
        pledges={facts.pledges}
        files={facts.files.map(({ id, name, bytes, storedAt, by, messageId, projectId }) => ({
          id,
          name,
          by,
          messageId,
          at: storedAt,
          size: sizeName(bytes, locale.units),
          href: `${projectId ? path : own}/files/${id}`,
        }))}
        zone={contact.zone}
        path={path}
        now={now}
        older={facts.moreThread ? olderPath(path, "thread", facts.moreThread) : undefined}
        fileField={<FilesField locale={locale} />}
        problem={typed("thread")}
      />
      <NewWorkPart
        locale={locale}
        path={path}
        fileField={<FilesField locale={locale} id="files-with-new-work" />}
        problem={typed("new-work")}
      />
    </>
  );
}
