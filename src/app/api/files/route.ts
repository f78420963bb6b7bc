import { databaseNow } from "@/db/clock";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isOwnOrigin } from "@/auth/origin";
import type { Scope } from "@/auth/scope";
import { findSignedIn } from "@/auth/session";
import { readAway } from "@/document/upload";
import { attachFile } from "@/features/files/uploads/commands";
import { fileLabel } from "@/features/files/schema";
import { attachForSubcontractor } from "@/features/subcontractors/uploads/commands";
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
 * Accepts one file from the freelancer for a project or an assignment: the body is its bytes, x-file-name its name,
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
  const asked = new URL(request.url).searchParams;
  const project = z.uuid().safeParse(asked.get("project"));
  const assignment = z.uuid().safeParse(asked.get("assignment"));
  if ((!project.success && !assignment.success) || !request.body) throw notFound("project");
  const label = fileLabel.parse({
    name: nameIn(request),
    mediaType: request.headers.get("content-type") ?? "",
    formKey: request.headers.get("x-form-key") ?? undefined,
  });
  const size = Number(request.headers.get("content-length") ?? NaN);
  const bytes = Number.isSafeInteger(size) ? size : undefined;
  // The body is read to its end after a refusal, so that the answer arrives.
  const chunks = request.body.values({ preventCancel: true });
  const file = { ...label, bytes, chunks };
  if (project.success) await attachFile(scope, { ...file, projectId: project.data }, databaseNow);
  else if (assignment.success)
    await attachForSubcontractor(scope, { ...file, assignmentId: assignment.data }, databaseNow);
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
