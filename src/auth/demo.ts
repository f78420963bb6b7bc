import { db } from "@/db/client";
import { env } from "@/lib/env";
import { isLoopback } from "@/lib/loopback";
import { HOST_HEADER, PROXIED_HEADER } from "./address";
import { oauthProviders } from "./providers";

/**
 * Returns whether this request may use the one-button demo sign-in: only on the embedded database,
 * bound to loopback, opened by a loopback name without a proxy, with no mail provider or server and no OAuth.
 */
export function isDemoOpen(headers: Headers): boolean {
  const { UPTOMARK_EMBEDDED, HOST, APP_URL, RESEND_API_KEY, SMTP_HOST } = env();
  const host = headers.get(HOST_HEADER);
  return (
    UPTOMARK_EMBEDDED === "1" &&
    isLoopback(HOST) &&
    isLoopback(new URL(APP_URL).hostname) &&
    host !== null &&
    isLoopback(host) &&
    headers.get(PROXIED_HEADER) === "0" &&
    !RESEND_API_KEY &&
    !SMTP_HOST &&
    oauthProviders().length === 0
  );
}

/** Returns the demo studio's freelancer, or null when there is no demo. */
export async function findDemoFreelancer(): Promise<{ freelancerId: string; name: string } | null> {
  return db().studio.findFirst({
    where: { seededAt: { not: null } },
    select: { freelancerId: true, name: true },
    orderBy: { createdAt: "asc" },
  });
}
