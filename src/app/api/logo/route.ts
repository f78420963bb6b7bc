import { randomUUID } from "node:crypto";
import { isOwnOrigin } from "@/auth/origin";
import { findSignedIn } from "@/auth/session";
import { databaseNow } from "@/db/clock";
import { readAway } from "@/document/upload";
import { saveLogo } from "@/features/studio/look/commands";
import { languageAsked } from "@/language/accept-language";
import { say, speak, speaking } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { log, plainError } from "@/lib/log";

export const dynamic = "force-dynamic";

const reply = (status: number, message?: string) =>
  Response.json(
    { message },
    { status, headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" } },
  );

/** Takes the file that the studio's logo is made of: the body is its bytes. */
export function POST(request: Request): Promise<Response> {
  return speaking(languageAsked(request.headers.get("accept-language")), () => take(request));
}

async function take(request: Request): Promise<Response> {
  try {
    if (!isOwnOrigin(request.headers)) return reply(403, say("form.outOfDate"));
    const signedIn = await findSignedIn();
    if (!signedIn?.studio) return reply(401, say("form.signedOut"));
    speak(signedIn.studio.language);
    const size = Number(request.headers.get("content-length") ?? NaN);
    const bytes = Number.isSafeInteger(size) ? size : undefined;
    // The body is read to its end after a refusal, so that the answer arrives.
    const chunks = request.body?.values({ preventCancel: true }) ?? nothing();
    await saveLogo(signedIn.scope, { chunks, bytes }, databaseNow());
    return reply(200);
  } catch (error) {
    return request.signal.aborted ? reply(400) : failed(request, error);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function failed(request: Request, error: unknown): Promise<Response> {
  if (error instanceof Refusal) {
    await readAway(request).catch(() => undefined);
    return reply(422, error.message);
  }
  const id = randomUUID().slice(0, 8);
  log().error({ id, ...plainError(error) }, "a logo could not be saved");
  return reply(503, say("form.fileFailed", { id }));
}
