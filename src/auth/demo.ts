import { db } from "@/db/client";
import { env, isLoopback } from "@/lib/env";
import { oauthProviders } from "./options";

/**
 * Whether the one-button demo sign-in exists: only on the embedded database, bound to loopback and
 * asked for by a loopback name, with no mail provider and no OAuth.
 */
export function isDemoOpen(hostHeader: string | null): boolean {
  const { UPTOMARK_EMBEDDED, HOST, APP_URL, RESEND_API_KEY } = env();
  return (
    UPTOMARK_EMBEDDED === "1" &&
    isLoopback(HOST) &&
    isLoopback(new URL(APP_URL).hostname) &&
    hostHeader !== null &&
    isLoopback(hostHeader) &&
    !RESEND_API_KEY &&
    oauthProviders().length === 0
  );
}

/** The seeded demo studio's freelancer, or null where none was seeded. */
export async function findDemoFreelancer(): Promise<{ freelancerId: string; name: string } | null> {
  return db().studio.findFirst({ where: { seededAt: { not: null } }, select: { freelancerId: true, name: true }, orderBy: { createdAt: "asc" } });
}
