import { databaseNow } from "@/db/clock";
import { z } from "zod";
import { forgiveSigned, withinWebhookLimit } from "@/auth/limits";
import { readSigned } from "@/mail/webhook";
import { INSTALL } from "@/mail/transport";
import { listWebhookSecrets } from "@/features/emails/accounts/queries";
import { noteRefusedEvent, takeEvent } from "@/features/emails/events/commands";
import { noteAnnounced } from "@/workflows/receive-email/arrivals/commands";
import { log, plainError } from "@/lib/log";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ account?: string[] }> };

const reply = (status: number, more: Record<string, string> = {}) =>
  new Response(null, { status, headers: { "cache-control": "no-store", ...more } });

/**
 * Accepts the mail provider's events: here for the install's account, one level below for a
 * freelancer's own. Only its signature lets one in; others learn nothing. An event that cannot be
 * saved is answered with 503, so that it comes again.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  try {
    if (!(await withinWebhookLimit(request.headers))) return reply(429, { "retry-after": "60" });
    const account = accountIn((await params).account);
    const secrets = account ? await listWebhookSecrets(account) : [];
    if (!account || secrets.length === 0) return reply(404);
    const signed = await readSigned(request, secrets, (body) =>
      noteRefusedEvent(account, body, databaseNow()),
    );
    if (!signed) return reply(401);
    await forgiveSigned(request.headers);
    const now = databaseNow();
    if (!(await noteAnnounced(account, signed.body, now))) await takeEvent(account, signed, now);
    return reply(200);
  } catch (error) {
    log().error(plainError(error), "an event of the mail provider could not be handled");
    return reply(503, { "retry-after": "30" });
  }
}

function accountIn(rest: string[] | undefined): string | null {
  if (!rest) return INSTALL;
  const id = rest.length === 1 ? z.uuid().safeParse(rest[0]) : null;
  return id?.success ? id.data : null;
}
