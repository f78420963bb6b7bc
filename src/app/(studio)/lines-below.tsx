import type { ReactNode } from "react";
import type { Scope } from "@/auth/scope";
import { FilesBelow } from "@/features/files/components/files-below";
import { listFilesOf } from "@/features/files/queries";
import { EmailBelow } from "@/features/inbound/components/email-below";
import { listInboundOf } from "@/features/inbound/queries";

type Line = { id: string; channel: string };

/** Returns what is shown below the lines of a thread: their files, and the quotes and originals of emails. */
export async function linesBelow(scope: Scope, lines: Line[]): Promise<(line: Line) => ReactNode> {
  const ids = lines.map(({ id }) => id);
  const byEmail = lines.filter(({ channel }) => channel === "EMAIL").map(({ id }) => id);
  const [files, emails] = await Promise.all([
    ids.length > 0 ? listFilesOf(scope, ids) : null,
    byEmail.length > 0 ? listInboundOf(scope, byEmail) : null,
  ]);
  return function Below({ id }) {
    const email = emails?.get(id);
    const sent = files?.get(id);
    return (
      <>
        {sent ? <FilesBelow files={sent} /> : null}
        {email ? <EmailBelow email={email} /> : null}
      </>
    );
  };
}
