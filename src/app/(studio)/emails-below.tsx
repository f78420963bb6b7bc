import type { ReactNode } from "react";
import type { Scope } from "@/auth/scope";
import { EmailBelow } from "@/features/inbound/components/email-below";
import { listInboundOf } from "@/features/inbound/queries";

type Line = { id: string; channel: string };

/** Returns what is shown below those lines of a thread that came by email: their quotes and originals. */
export async function emailsBelow(scope: Scope, lines: Line[]): Promise<(line: Line) => ReactNode> {
  const ids = lines.filter(({ channel }) => channel === "EMAIL").map(({ id }) => id);
  const emails = ids.length > 0 ? await listInboundOf(scope, ids) : null;
  return ({ id }) => {
    const email = emails?.get(id);
    return email ? <EmailBelow email={email} /> : null;
  };
}
