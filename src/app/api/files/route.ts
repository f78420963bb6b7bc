import { databaseNow } from "@/db/clock";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isOwnOrigin } from "@/auth/origin";
import type { Scope } from "@/auth/scope";
import { findSignedIn } from "@/auth/session";
import { readAway } from "@/document/upload";
import { attachFile } from "@/features/files/uploads/commands";
import { fileLabel } from "@/features/files/schema";
import { languageAsked } from "@/language/accept-language";
import { say, speak, speaking } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { log, plainError } from "@/lib/log";

export const dynamic = "force-dynamic";

const reply = (status: number, message?: string) =>
  Response.json(
    { message },
    { status, headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" } },
  );

/**
 * Accepts one file from the freelancer for a project: the body is its bytes, x-file-name its name,
 * percent-encoded, x-form-key the same for each attempt to send it.
 */
export function POST(request: Request): Promise<Response> {
  return speaking(languageAsked(request.headers.get("accept-language")), () => take(request));
}

async function take(request: Request): Promise<Response> {
  try {
    if (!isOwnOrigin(request.headers)) return reply(403, say("form.outOfDate"));
    const signedIn = await findSignedIn();
    if (!signedIn?.studio) return reply(401, say("form.signedOut"));
    speak(signedIn.studio.language);
    await save(request, signedIn.scope);
    return reply(200);
  } catch (error) {
    return request.signal.aborted ? reply(400) : failed(request, error);
  }
}

async function save(request: Request, scope: Scope): Promise<void> {
  const project = z.uuid().safeParse(new URL(request.url).searchParams.get("project"));
  if (!project.success || !request.body) throw notFound("project");
  const label = fileLabel.parse({
    name: nameIn(request),
    mediaType: request.headers.get("content-type") ?? "",
    formKey: request.headers.get("x-form-key") ?? undefined,
  });
  const size = Number(request.headers.get("content-length") ?? NaN);
  // The body is read to its end after a refusal, so that the answer arrives.
  const chunks = request.body.values({ preventCancel: true });
  await attachFile(
    scope,
    {
      ...label,
      projectId: project.data,
      bytes: Number.isSafeInteger(size) ? size : undefined,
      chunks,
    },
    databaseNow,
  );
}

async function failed(request: Request, error: unknown): Promise<Response> {
  if (error instanceof Refusal) {
    await readAway(request).catch(() => undefined);
    return reply(error.code === "not-found" ? 404 : 422, error.message);
  }
  const id = randomUUID().slice(0, 8);
  log().error({ id, ...plainError(error) }, "an upload failed");
  return reply(503, say("form.fileFailed", { id }));
}

function nameIn(request: Request): string {
  const said = request.headers.get("x-file-name") ?? "";
  try {
    return decodeURIComponent(said);
  } catch {
    return said;
  }
}
