import { Fragment, type ReactNode } from "react";
import { studioLocale } from "@/auth/session";
import type { StudioLine } from "@/features/messages/queries";
import type { ThreadRef } from "@/features/messages/rules";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { When } from "@/features/studio/components/when";
import { Thread } from "./thread";

type ProjectThread = { projectId: string; title: string; count: number; lastAt: Date };

type ClientThreadProps = {
  thread: ThreadRef & { clientId: string };
  lines: StudioLine[];
  below?: (line: StudioLine) => ReactNode;
  more: string | null;
  projects: ProjectThread[];
  /** Whom the freelancer writes to. */ readerId: string | undefined;
  /** What is beside the question that waits. */
  children: ReactNode;
  zone: string;
  now: Date;
};

/** A client's own thread, and in its line the threads of their projects, each where it was last written in. */
export async function ClientThread({
  thread,
  lines,
  below,
  more,
  projects,
  readerId,
  children,
  ...clock
}: ClientThreadProps) {
  const { t } = await studioLocale();
  const inTime = projects.toSorted((a, b) => a.lastAt.getTime() - b.lastAt.getTime());
  const before = inTime.map(
    ({ lastAt }) => lines.filter((line) => line.writtenAt <= lastAt).length,
  );
  return (
    <>
      {more ? (
        <p className="py-2">
          <Link
            href={`/clients/${thread.clientId}?after=${more}#write`}
            className={buttonVariant("plain")}
          >
            {t("projects.older.messages")}
          </Link>
        </p>
      ) : null}
      {lines.length + projects.length === 0 ? (
        <p className="pb-5 text-muted">{t("messages.ownNone")}</p>
      ) : null}
      {inTime.map((project, index) => (
        <Fragment key={project.projectId}>
          <Part
            thread={thread}
            lines={lines.slice(before[index - 1] ?? 0, before[index])}
            below={below}
            readerId={readerId}
            {...clock}
          />
          <p className="mb-6 border-l-2 border-hairline pl-4">
            <Link href={`/projects/${project.projectId}#write`} className="underline">
              {project.title}
            </Link>{" "}
            <span className="text-sm text-muted">
              ·{" "}
              {t.rich("messages.inProject", {
                count: project.count,
                time: () => <When at={project.lastAt} {...clock} />,
              })}
            </span>
          </p>
        </Fragment>
      ))}
      <Part
        thread={thread}
        lines={lines.slice(before.at(-1) ?? 0)}
        below={below}
        readerId={readerId}
        {...clock}
      >
        {children}
      </Part>
    </>
  );
}

type PartProps = Pick<ClientThreadProps, "lines" | "below" | "readerId" | "zone" | "now"> & {
  thread: ThreadRef;
  children?: ReactNode;
};

function Part(props: PartProps) {
  return props.lines.length > 0 ? <Thread {...props} /> : null;
}
